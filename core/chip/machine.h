// SPDX-License-Identifier: GPL-3.0-or-later
// Executes one clock cycle: the hot path of the simulator. Knows nothing of seeking; that is replay.h.
#pragma once

#include "core/chip/chipstate.h"
#include "core/chip/layercontext.h"
#include "core/chip/packedtile.h"
#include "core/chip/portledger.h"
#include "core/chip/ppupipeline.h"

#include <vector>

namespace vsq {

class Machine {
public:
    explicit Machine(const LayerContext &context);

    /// Forgets the events of the cycle executed last.
    void reset()
    {
        m_events.clear();
        m_cleared.clear();
        m_pipeline.forget();
    }
    /// Before cycle 0.
    [[nodiscard]] ChipState initialState() const;
    /// Before the first product of a subtile: everything of the subtiles before is out of the chip. counters are those
    /// of all cycles before.
    /// softmax: of all columns of the plan, where the results go through it.
    [[nodiscard]] ChipState cleanState(std::size_t subtile, const Counters &counters,
                                       std::vector<SoftmaxState> softmax = {}) const;
    /// Executes state.next; it must not be Done.
    void execute(ChipState &state);

    /// Raised by the cycle executed last.
    [[nodiscard]] const std::vector<Event> &events() const { return m_events; }
    /// Words that the cycle executed last wrote into the output buffer: one at most, but where a subtile ends before
    /// its results are through.
    [[nodiscard]] const std::vector<OutputWord> &written() const { return m_pipeline.written(); }
    [[nodiscard]] std::size_t portWords() const { return m_pipeline.portWords(); }

    /// A word of the collector or row of the VSQ buffer that held something before the cycle executed last and nothing after it.
    struct Cleared {
        Memory memory = Memory::Collector;
        std::int32_t address = 0;
    };
    /// A subtile's last cycle empties what it leaves in the collector; entries are emptied as they are read out where no zero is
    /// forced, rows of the VSQ buffer with the last of their tiles.
    [[nodiscard]] const std::vector<Cleared> &cleared() const { return m_cleared; }

private:
    void loadARegister(ChipState &state);
    void product(ChipState &state);
    void raise(EventKind kind, const ChipState &state, std::uint32_t lanes);
    void use(ChipState &state, Memory memory, bool write, std::int64_t words);
    bool readOut(ChipState &state, std::size_t entry);
    void readOutPending(ChipState &state);
    void stalled(ChipState &state);
    void settle(ChipState &state);
    void raiseSoftmaxRows(const ChipState &state);
    void advance(ChipState &state);
    void enterTile(ChipState &state, const Tile &tile);

    const LayerContext *m_context;
    PackedTiles m_tiles;
    LaneOperands m_lanes;                      ///< of the pass that runs
    std::int64_t m_lanesKey[3] = {-1, -1, -1}; ///< subtile, row, vector that m_lanes is
    PortLedger m_ports;
    PpuPipeline m_pipeline;
    PpuSlot m_slot; ///< entry read out in this cycle
    bool m_hasSlot = false;
    std::vector<Event> m_events;
    std::vector<Cleared> m_cleared;
};

} // namespace vsq
