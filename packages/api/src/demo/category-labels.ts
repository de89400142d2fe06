import type { Labels } from "../db/database.ts";

type Named = Readonly<Record<string, Labels>>;

export const SECTOR_LABELS: Named = {
  bank: { en: "Banks", nl: "Banken" },
  insurance: { en: "Insurance", nl: "Verzekeringen" },
  energy: { en: "Energy", nl: "Energie" },
  telecom: { en: "Telecom and internet", nl: "Telecom en internet" },
  government: { en: "Government", nl: "Overheid" },
  housing: { en: "Housing associations", nl: "Woningcorporaties" },
  care: { en: "Care", nl: "Zorg" },
  retail: { en: "Retail", nl: "Winkels" },
  business_services: { en: "Business services", nl: "Zakelijke dienstverlening" },
  industry: { en: "Industry", nl: "Industrie" },
  trade: { en: "Wholesale trade", nl: "Groothandel" },
  transport: { en: "Transport", nl: "Vervoer" },
};

export const CHANNEL_LABELS: Named = {
  chat: { en: "Chat", nl: "Chat" },
  counter: { en: "Counter", nl: "Balie" },
  email: { en: "E-mail", nl: "E-mail" },
  letter: { en: "Letter", nl: "Brief" },
  phone: { en: "Phone", nl: "Telefoon" },
  social_media: { en: "Social media", nl: "Sociale media" },
  web: { en: "Website", nl: "Website" },
};

export const TOUCHPOINT_LABELS: Named = {
  start: { en: "Start of the relation", nl: "Begin van de relatie" },
  information: { en: "Information", nl: "Informatie" },
  change: { en: "Change of details", nl: "Wijziging" },
  invoice: { en: "Invoice", nl: "Factuur" },
  service_request: { en: "Service request", nl: "Serviceverzoek" },
  complaint: { en: "Complaint", nl: "Klacht" },
};
