# Writes r_survey_survival.json: values of R packages on small seeded samples, for r-survey-survival.test.ts.
# Run: Rscript r_survey_survival.R > r_survey_survival.json
suppressMessages({library(survey); library(survival); library(sandwich); library(jsonlite)})
set.seed(20261122)

shares <- function() { # exact limits of a share, out to tails that 1 - (1 - level)/2 cannot tell apart
  grid <- expand.grid(level = c(0.5, 0.95, 0.999999, 1 - 1e-12), n = c(1, 10, 400, 1e9), part = c(0, 0.3, 1))
  lapply(seq_len(nrow(grid)), function(i) with(grid[i, ], {
    hits <- round(n * part); tail <- (1 - level) / 2
    list(hits = hits, n = n, level = level,
         low = if (hits == 0) 0 else qbeta(tail, hits, n - hits + 1),
         high = if (hits == n) 1 else qbeta(tail, hits + 1, n - hits, lower.tail = FALSE))
  }))
}

medians <- function() { # survfit, also where just half are open for a while
  lapply(1:24, function(i) {
    n <- sample(c(1, 2, 4, 6, 10, 25), 1)
    time <- sample(1:12, n, replace = TRUE); happened <- runif(n) < sample(c(0.4, 0.8, 1), 1)
    if (i == 1) { time <- c(1, 2, 3, 4); happened <- rep(TRUE, 4) }
    if (i == 2) { time <- c(1, 2, 3, 4); happened <- c(TRUE, TRUE, FALSE, FALSE) }
    fit <- survfit(Surv(time, happened) ~ 1, conf.type = "log-log", conf.int = 0.95)
    steps <- summary(fit)
    table <- steps$table
    list(time = I(time), happened = I(happened), steps = I(steps$time), survival = I(steps$surv),
         standardError = I(ifelse(is.nan(steps$std.err), 0, steps$std.err)),
         median = unname(table["median"]), low = unname(table["0.95LCL"]), high = unname(table["0.95UCL"]))
  })
}

designs <- function() { # svyratio with strata, clusters, lone clusters and domains
  rules <- c(refuse = "fail", certainty = "certainty", adjust = "adjust", average = "average")
  lapply(1:24, function(i) {
    rule <- names(rules)[1 + i %% 4]; keep <- i %% 3 == 0
    options(survey.lonely.psu = rules[[rule]])
    n <- sample(6:16, 1)
    d <- data.frame(stratum = sample(c("a", "b"), n, replace = TRUE), weight = round(exp(rnorm(n)), 3), x = sample(0:10, n, replace = TRUE),
                    y = if (i %% 2) 1 else sample(1:4, n, replace = TRUE))
    d$cluster <- paste0(d$stratum, sample(1:3, n, replace = TRUE))
    if (rule != "refuse") { d[n, c("stratum", "cluster")] <- c("z", "z1") } # a stratum with one cluster
    answered <- runif(n) < 0.85; answered[1:3] <- TRUE
    design <- svydesign(ids = ~cluster, strata = ~stratum, weights = ~weight, data = d)
    part <- subset(design, answered)
    if (!keep) part <- svydesign(ids = ~cluster, strata = ~stratum, weights = ~weight, data = d[answered, ])
    fit <- try(svyratio(~x, ~y, part), silent = TRUE)
    se <- if (inherits(fit, "try-error") || !is.finite(SE(fit)[1])) NULL else as.numeric(SE(fit))
    # R adjusts lone clusters of a domain in another way, and says so
    if (keep && rule %in% c("adjust", "average")) se <- NULL
    list(values = ifelse(answered, d$x, NA), denominators = d$y, weights = d$weight, strata = d$stratum, clusters = d$cluster,
         unanswered = if (keep) "keep" else "remove", loneCluster = rule,
         value = with(d[answered, ], sum(weight * x) / sum(weight * y)), standardError = se)
  })
}

rakings <- function() { # calibrate with raking, within bounds of weight / start weight; trimWeights above
  out <- suppressWarnings(lapply(1:200, function(i) {
    n <- 40; d <- data.frame(p = sample(c("a", "b"), n, replace = TRUE), q = sample(c("x", "y", "z"), n, replace = TRUE), w = 1)
    share <- function(k) { s <- runif(k, 0.5, 1.5); s / sum(s) }
    tp <- share(2); tq <- share(3); bounds <- c(0.7, 1.35)
    design <- svydesign(ids = ~1, weights = ~w, data = d)
    fit <- try(calibrate(design, ~ p + q, c(`(Intercept)` = n, pb = n * tp[2], qy = n * tq[2], qz = n * tq[3]), calfun = "raking",
                         bounds = bounds, maxit = 500, epsilon = 1e-13), silent = TRUE)
    if (inherits(fit, "try-error")) return(NULL)
    w <- weights(fit); upper <- 1.2
    trimmed <- weights(trimWeights(fit, upper = upper, strict = TRUE))
    list(p = d$p, q = d$q, pTargets = list(a = tp[1], b = tp[2]), qTargets = list(x = tq[1], y = tq[2], z = tq[3]),
         lower = bounds[1], upper = bounds[2], weights = as.numeric(w), atBound = any(w < bounds[1] + 1e-9 | w > bounds[2] - 1e-9),
         trimAt = upper, trimmed = as.numeric(trimmed))
  }))
  out <- Filter(Negate(is.null), out)
  bound <- sapply(out, `[[`, "atBound")
  c(head(out[bound], 4), head(out[!bound], 2))
}

contrasts <- function() { # penalty and reward with cluster-robust errors, vcovCL(type = "HC1")
  lapply(1:3, function(i) {
    n <- 60; x <- sample(1:5, n, replace = TRUE, prob = c(1, 2, 3, 2, 2)); w <- if (i == 1) rep(1, n) else round(exp(rnorm(n) / 2), 3)
    cluster <- sample(1:9, n, replace = TRUE); y <- round(6 - 0.8 * (x <= 2) + 0.5 * (x >= 5) + rnorm(9)[cluster] / 2 + rnorm(n))
    fit <- lm(y ~ I(x <= 2) + I(x >= 5), weights = w); v <- vcovCL(fit, cluster = cluster, type = "HC1")
    z <- sum(coef(fit)[2:3]) / sqrt(sum(v[2:3, 2:3])); t <- coef(fit) / sqrt(diag(v))
    list(y = y, x = x, weights = w, clusters = cluster, penalty = unname(coef(fit)[2]), reward = unname(coef(fit)[3]),
         penaltyError = sqrt(v[2, 2]), rewardError = sqrt(v[3, 3]), penaltyP = unname(2 * pt(-abs(t[2]), length(unique(cluster)) - 1)), z = z)
  })
}

cat(toJSON(list(
  software = list(R = R.version.string, survey = as.character(packageVersion("survey")), survival = as.character(packageVersion("survival")),
                  sandwich = as.character(packageVersion("sandwich"))),
  shares = shares(), medians = medians(), designs = designs(), rakings = rakings(), contrasts = contrasts()
), auto_unbox = TRUE, digits = NA, na = "null", null = "null"), "\n")
