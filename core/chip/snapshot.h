// SPDX-License-Identifier: GPL-3.0-or-later
// Everything visible in the chip after one cycle, as plain values: what the simulator's worker hands to the views.
#pragma once

#include "core/chip/bufferword.h"
#include "core/chip/counters.h"
#include "core/chip/mode.h"
#include "core/chip/outputformat.h"
#include "core/chip/plan.h"
#include "core/chip/position.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace vsq {

inline constexpr int kLanes = 16;
inline constexpr int kMaxVector = 64;
inline constexpr int kCollectorEntries = 16;
inline constexpr int kVsqSegments = 4; ///< most that A-9 can ask for; 3 by default

/// A 264-bit buffer word: 64 4-bit or 32 8-bit codes and the per-vector scale (bits 263..256, A-28).
struct Word {
    bool valid = false;
    std::int32_t address = -1;
    std::array<std::int8_t, kMaxVector> codes{};
    std::uint8_t scale = 0;
    BufferBits bits{}; ///< the same as it lies in the buffer
};

/// One lane's datapath in the cycle that was executed last (JSSC Fig. 7).
struct LaneState {
    bool active = false;                             ///< the row of A exists (padding lanes compute zeros)
    std::array<std::int16_t, kMaxVector> products{}; ///< signed 4x4 or 8x8; the first VS are used
    std::int32_t tree = 0;                           ///< adder tree: 14 b, Int8 21 b
    std::uint32_t scaleProduct = 0;                  ///< sA*sB, 16 b
    std::uint32_t roundedScale = 0;                  ///< after rounding (A-2)
    std::int32_t term = 0;                           ///< what is added: tree, Vsq: tree * roundedScale, 22 b
    std::int32_t sumIn = 0;                          ///< collector entry read, 0 in the first pass (A-21)
    std::int32_t sumOut = 0;                         ///< written back, 24 b
    bool saturated = false;
};

enum class Memory : std::uint8_t {
    ABuffer,
    BBuffer,
    ARegister,
    Collector,
    ScaleBuffer,
    BiasBuffer,
    VsqBuffer,
    OutputBuffer,
    SoftmaxState, ///< running maximum and denominator of each column
    SoftmaxPort,  ///< slices that leave
};
inline constexpr int kMemories = 10;
std::string_view nameOf(Memory memory);

/// One port used in the cycle, or a word that was emptied in it.
struct Access {
    Memory memory = Memory::BBuffer;
    bool write = false;
    std::int32_t bank = 0;
    std::int32_t address = 0;
    bool clear = false; ///< with write: the word holds nothing after the cycle
};

enum class EventKind : std::uint8_t {
    Saturation,
    ZeroScale,
    ScaleRoundedToZero,
    Stall,
    TileDone,
    SoftmaxRow, ///< the last slice of a column leaves by the softmax port
    SubtileDone,
    LayerDone,
};
std::string_view nameOf(EventKind kind);

struct Event {
    EventKind kind = EventKind::TileDone;
    std::int64_t cycle = 0;
    std::int32_t lane = -1;
    std::int32_t entry = -1;
};

/// One stage of the post-processing unit (spec section 6); stage 0 took its entry from the collector in the cycle
/// executed last, the last one hands words to the output buffer.
struct PpuStage {
    std::string_view name; ///< "scale", "bias", "relu", "max", "quantize", "output"; the last two "softmax", "port"
    bool valid = false;
    std::int64_t row = 0;                      ///< column of C (token; A-29: padded) that the 16 values belong to
    std::int64_t m = 0;                        ///< first feature
    std::array<std::int64_t, kLanes> values{}; ///< what leaves the stage: 40-b values up to "relu", then t (16 b), at
                                               ///< "quantize" and "output" the codes where they are made already
};

/// Words held and room left in a buffer, and what came and went since the layer began: filled - consumed = words.
struct BufferLevel {
    Memory memory = Memory::OutputBuffer;
    std::int64_t words = 0; ///< A: in each bank; VSQ: segments; output: taken, from an entry's read-out on
    std::int64_t capacity = 0;
    std::int64_t filled = 0;   ///< arrived from outside (A, B, scale, bias) or made (VSQ, output)
    std::int64_t consumed = 0; ///< given up: their credits are back

    /// Credits: words that may still be sent.
    [[nodiscard]] std::int64_t free() const { return capacity - words; }
    bool operator==(const BufferLevel &) const = default;
};

/// The approximate softmax in the cycle executed last (spec section 7; A-22..A-24).
struct SoftmaxStage {
    bool used = false;                        ///< the layer's results leave through it
    bool valid = false;                       ///< a collector entry came in
    std::int64_t row = 0;                     ///< column of C (query) that the entry belongs to
    std::int64_t m = 0;                       ///< its first feature (key)
    std::int32_t count = 0;                   ///< features in it
    std::array<std::int8_t, kLanes> x{};      ///< Q(6,2)
    std::array<std::uint16_t, kLanes> y{};    ///< 2^(x - local maximum), U(1,15)
    std::int32_t slices = 0;                  ///< in the entry: 1 unless A-22 is set smaller
    std::array<std::int8_t, kLanes> maxima{}; ///< of its slices
    std::int32_t maximumBefore = 0;           ///< of the column; 0 with its first slice
    std::int64_t denominatorBefore = 0;       ///< S in 1/64; 0 with its first slice
    std::int32_t maximum = 0;
    std::int64_t denominator = 0;
    bool renormalised = false; ///< the maximum grew: the sum so far was shifted

    bool leaves = false; ///< a slice's y were on the port
    std::int64_t leavingRow = 0;
    std::int64_t leavingM = 0;
    bool rowDone = false; ///< with them the column is complete: it can be normalised
};

struct Snapshot {
    Mode mode = Mode::Vsq;
    OutputFormat output = OutputFormat::Sums; ///< what the results leave the chip as
    Position executed;                        ///< the cycle that produced this state; cycle -1 before the first
    Position next;                            ///< the cycle to come
    std::int64_t totalCycles = 0;
    std::shared_ptr<const Plan> plan; ///< what is executed; never null in a simulator's snapshot
    std::string_view stallCause;      ///< "A", "B" or "output" where the executed cycle stalled, else empty

    Word bWord;                          ///< B vector broadcast in this cycle; not valid where none was
    Word bNext;                          ///< in flight: read for the cycle to come (A-20)
    std::array<Word, kLanes> aRegister;  ///< the vectors that stand still; address is that in their banks
    std::array<Word, kLanes> aNext;      ///< prefetched for the next pass (A-19); valid in a pass that has a next one
    std::array<LaneState, kLanes> lanes; ///< all 0 where no product was computed
    std::array<std::array<std::int32_t, kLanes>, kCollectorEntries> collector{}; ///< [entry][lane], after the cycle
    std::array<bool, kCollectorEntries> collectorValid{};                        ///< written since the subtile's first product
    std::array<bool, kCollectorEntries> collectorPending{};                      ///< all of K is added; waits to be read out
    std::array<std::int64_t, kCollectorEntries> collectorM{}; ///< first row and column that an entry's sums belong to
    std::array<std::int64_t, kCollectorEntries> collectorN{};
    std::int32_t readOut = -1; ///< entry handed to the PPU in this cycle

    std::vector<PpuStage> ppu;                                                   ///< empty where sums leave as they are
    std::array<std::array<std::int32_t, kLanes * kVsqSegments>, 16> vsqBuffer{}; ///< [row][segment * lanes + lane], t of 16 b
    std::array<std::int32_t, 16> vsqSegments{};                                  ///< segments of the row that are filled
    std::array<std::array<std::int64_t, kVsqSegments>, 16> vsqMax{}; ///< running maximum of |x| (40 b) at each segment
    /// Codes of the word that went through the output buffer's port in this cycle, empty when none did. Where an overhead is set
    /// that the pipeline cannot end in, what is left of a subtile is written with its last cycle: the last word of those.
    std::vector<std::int8_t> outputWord;
    std::uint8_t outputScale = 0;
    std::int32_t outputAddress = -1; ///< of that word
    std::int64_t outputQueue = 0;    ///< words made that wait for the output buffer's port
    SoftmaxStage softmax;
    std::vector<BufferLevel> levels; ///< A, B; with post-processing also scale, bias, VSQ (where used) and output buffer

    std::vector<Access> accesses; ///< ports used in this cycle, and words emptied by it
    std::vector<Event> events;    ///< of this cycle
    Counters counters;            ///< of all cycles up to and including this one
    std::uint64_t stateHash = 0;

    /// The row of B for a column as positions and entries count them (A-29: padded); -1 for padding.
    [[nodiscard]] std::int64_t rowOfB(std::int64_t column) const { return plan ? plan->column(column) : column; }
};

} // namespace vsq
