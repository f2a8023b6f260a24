// SPDX-License-Identifier: GPL-3.0-or-later
// Written by, read by, last write and next read of any word on the chip, from the schedule.
#pragma once

#include "core/chip/layertimes.h"
#include "core/chip/snapshot.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vsq {

/// A place that holds a value: a word of a memory. bank: of the A buffer (one a lane); else 0. address: of the memory, the lane
/// of the A register, the entry of the collector, the row of the VSQ buffer.
struct ChipWord {
    Memory memory = Memory::Collector;
    std::int64_t bank = 0;
    std::int64_t address = 0;
    bool operator==(const ChipWord &) const = default;
};

/// "a-buffer:3:17" (bank, address), "b-buffer:40", "a-register:5", "collector:12", "scale-buffer:2", "bias-buffer:2",
/// "vsq-buffer:4", "output-buffer:100". Throws Error naming the part and what is allowed on the configured chip.
ChipWord chipWordFromText(std::string_view text, const ChipConfig &config);
std::string toText(const ChipWord &word);
/// Throws Error with the allowed range.
void validate(const ChipWord &word, const ChipConfig &config);

class WordTimes {
public:
    /// The times must stay. Throws Error for a word that the chip has not.
    WordTimes(const LayerTimes &times, const ChipWord &word);

    /// Cycles in which it is written and read, ascending, each once. A and B buffer, scale and bias: written in the first cycle
    /// of a subtile that needs other words than the one before (A-18's fill); where operands stream, at the latest in the cycle
    /// before their first use, which is what is said then.
    [[nodiscard]] const std::vector<std::int64_t> &writes() const { return m_writes; }
    /// Those of writes() that leave nothing in the word: collector entries are emptied with their subtile's last cycle and, where
    /// no zero is forced into the first pass, as they are read out; rows of the VSQ buffer with the last of their tiles.
    [[nodiscard]] const std::vector<std::int64_t> &clears() const { return m_clears; }
    [[nodiscard]] const std::vector<std::int64_t> &reads() const { return m_reads; }
    /// The last write in a cycle up to and including this one; the first read after it.
    [[nodiscard]] std::optional<std::int64_t> lastWrite(std::int64_t cycle) const;
    [[nodiscard]] std::optional<std::int64_t> nextRead(std::int64_t cycle) const;

private:
    void ofOperandA(std::size_t subtile, const ChipWord &word);
    void ofOperandB(std::size_t subtile, std::int64_t address);
    void ofRegister(std::size_t subtile);
    void ofCollector(std::size_t subtile, std::int64_t entry);
    void ofSettings(std::size_t subtile, std::int64_t entry);
    void ofVsqBuffer(std::size_t subtile, std::int64_t row);
    void ofOutput(std::size_t subtile, std::int64_t address);
    void write(std::int64_t cycle);
    void clear(std::int64_t cycle);
    void read(std::int64_t cycle);
    [[nodiscard]] std::int64_t cycleOf(std::size_t subtile, const Tile &tile, std::int64_t pass, std::int64_t a) const;

    const LayerTimes *m_times;
    std::vector<std::int64_t> m_writes;
    std::vector<std::int64_t> m_clears;
    std::vector<std::int64_t> m_reads;
};

} // namespace vsq
