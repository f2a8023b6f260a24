// SPDX-License-Identifier: GPL-3.0-or-later
// A layer's golden vectors for hardware: buffer images, post-processing's settings, a program of what happens in each cycle, and
// the sums and output words that have to come out.
#pragma once

#include "core/layer/openedchip.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vsq {

/// Up to 384 bits, the least significant 32 first.
using GoldenBits = std::array<std::uint32_t, 12>;

/// One file for $readmemh: `width` bits a line.
struct GoldenFile {
    std::string name; ///< "a.hex"
    int width = 0;
    std::vector<GoldenBits> words;
};

/// One product in one cycle, as the bench drives it.
struct GoldenStep {
    std::int64_t cycle = 0;
    std::int64_t a = 0;   ///< group of `lanes` words of a.hex
    std::int64_t b = 0;   ///< word of b.hex
    std::int64_t k = 0;   ///< vector along K, in the whole matrix
    std::int64_t ppu = 0; ///< word of scales.hex and bias.hex
    int entry = 0;
    int rows = 0;           ///< lanes with a row of A
    int segment = 0;        ///< of an output vector
    bool first = false;     ///< the sum begins at 0
    bool last = false;      ///< all of K (of the part that is resident) is added
    bool completes = false; ///< output words come of it
    int count = 0;          ///< values in these words
    std::int64_t row = 0;   ///< of the VSQ buffer
    int offset = 0;         ///< codes before these in the output word
    std::int64_t m = 0;     ///< first feature, column of the plan: of the tile's entry
    std::int64_t n = 0;
    std::size_t subtile = 0;
    std::int64_t tile = 0; ///< ordinal in the layer
};

/// One expected output word.
struct GoldenOutput {
    std::size_t step = 0; ///< that completed it
    std::int64_t m = 0;
    int count = 0;
};

/// Where a word of a file is on the chip.
struct GoldenAddress {
    std::size_t subtile = 0;
    std::int64_t address = 0; ///< in its buffer (of A: in each bank)
};

struct GoldenKit {
    std::int64_t firstTile = 0; ///< ordinals in the layer, both inclusive
    std::int64_t lastTile = 0;
    GoldenFile a{"a.hex", 264, {}};
    GoldenFile b{"b.hex", 264, {}};
    GoldenFile scales{"scales.hex", 256, {}};
    GoldenFile bias{"bias.hex", 128, {}};
    GoldenFile sums{"expected_sums.hex", 384, {}};
    GoldenFile out{"expected_out.hex", 136, {}};
    GoldenFile program{"program.hex", 168, {}};
    GoldenFile checks{"checks.hex", 32, {}};
    std::vector<GoldenStep> steps;
    std::vector<std::size_t> sumSteps;  ///< step of each word of `sums`
    std::vector<GoldenOutput> outputs;  ///< of each word of `out`
    std::vector<GoldenAddress> aGroups; ///< of each group of `lanes` words of `a`, in the order of their first use; the same:
    std::vector<GoldenAddress> bWords;
    std::vector<GoldenAddress> ppuWords; ///< of scales and bias

    /// All files in the order of their words in `checks`, without it.
    [[nodiscard]] std::vector<const GoldenFile *> files() const;
};

/// Of the tiles first .. last; last -1: as many from there as have about 2048 cycles (but whole output vectors, and at least one
/// tile). Throws Error with the allowed range.
GoldenKit makeGoldenKit(const OpenedChip &chip, std::int64_t first = 0, std::int64_t last = -1);

/// A word as `width` bits in hexadecimal digits.
std::string hexOf(const GoldenBits &bits, int width);
/// The 32-bit FNV-1a-like hash of a word's 12 parts, the lowest first: any change of one part changes it.
std::uint32_t checkOf(const GoldenBits &bits);

/// README.md, reference.sv, bench.sv, run.sh, program.json and the hexadecimal files into a folder, which is made where it is
/// missing. Each file is written whole or not at all. model and command: for README.md.
void writeGoldenKit(const std::string &folder, const GoldenKit &kit, const OpenedChip &chip, const std::string &model);

/// What a bench's dump has in other words than expected.
struct GoldenDifference {
    std::string file; ///< "expected_sums.hex" or "expected_out.hex"
    std::int64_t word = 0;
    std::int64_t tile = 0;
    std::int64_t cycle = 0;
    int lane = 0;
    int entry = 0; ///< of the collector
    std::int64_t m = 0;
    std::int64_t n = 0;
    std::int64_t expected = 0;
    std::int64_t found = 0;
};
struct GoldenComparison {
    std::int64_t words = 0;     ///< compared
    std::int64_t values = 0;    ///< in them
    std::int64_t different = 0; ///< values that differ
    std::int64_t largest = 0;   ///< difference
    std::optional<GoldenDifference> first;
};
/// Reads dump.hex: words after "// expected_sums" and "// expected_out"; without such lines all are sums. Throws Error naming
/// file and line for what is no word, for a dump whose "// kit: " line (goldentitle.h) is of another layer, format, tiles,
/// operands or configuration of the chip, even where its words would be the same, and for another number of words.
GoldenComparison compareDump(const GoldenKit &kit, const OpenedChip &chip, const std::string &path);

} // namespace vsq
