"""Prints seeded_random.json: what randomSource(seed) has to give, from a second implementation in whole numbers of any size.

Run with: python3 seeded_random.py > seeded_random.json   (needs nothing but Python 3)
"""

import json

WORD = 2**32
LONG = 2**64


def split_mix(seed):
    while True:
        seed = (seed + 0x9E3779B97F4A7C15) % LONG
        z = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9 % LONG
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB % LONG
        yield z ^ (z >> 31)


def rotate(word, bits):
    return (word * 2**bits + word // 2 ** (32 - bits)) % WORD


def xoshiro128(s0, s1, s2, s3):
    while True:
        yield rotate(s1 * 5 % WORD, 7) * 9 % WORD
        t = s1 * 2**9 % WORD
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= t
        s3 = rotate(s3, 11)


def random_numbers(seed, count):
    first, second, *_ = (number for _, number in zip(range(2), split_mix(seed)))
    words = xoshiro128(first % WORD, first // WORD, second % WORD, second // WORD)
    return [((next(words) >> 5) * 2**26 + (next(words) >> 6)) / 2**53 for _ in range(count)]


if __name__ == "__main__":
    seeds = [0, 1, 2, 42, 1234567, 2**32 - 1, 2**32, 2**53 - 1]
    print(json.dumps({str(seed): random_numbers(seed, 12) for seed in seeds}, indent=1))
