// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that the user keeps beside what is set now: what they ran with, what each layer cost and lost. One of them may be the
// baseline that views compare with.
#pragma once

#include "core/chip/config.h"
#include "core/layer/runcomparison.h"
#include "core/quantize/format.h"

#include <QObject>
#include <QString>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vsq {

class BaselineChip;
class Workspace;

struct KeptRun {
    QString name;
    QString model; ///< file of the network, absolute
    NumberFormat format;
    std::map<std::string, NumberFormat> layerFormats;
    ChipConfig chip;
    int item = 0;
    std::vector<LayerNumbers> layers; ///< in execution order
    bool operator==(const KeptRun &) const = default;
};

class RunList : public QObject {
    Q_OBJECT
public:
    explicit RunList(Workspace *workspace);

    [[nodiscard]] const std::vector<KeptRun> &runs() const { return m_runs; }
    /// Index of the baseline, -1: none.
    [[nodiscard]] int baseline() const { return m_baseline; }
    /// Null: none.
    [[nodiscard]] const KeptRun *baselineRun() const;
    void setBaseline(int index);
    void remove(int index);
    void rename(int index, const QString &name);
    void set(std::vector<KeptRun> runs, int baseline);

    /// What is set now, with what has been measured of it.
    [[nodiscard]] KeptRun current() const;
    /// What is set now beside the baseline; the layers of the network that is open stand first, in their order. Empty without a
    /// baseline.
    [[nodiscard]] const std::vector<ComparedLayer> &compared() const;
    /// Of a layer of the open network; null without a baseline.
    [[nodiscard]] const ComparedLayer *compared(int layer) const;
    /// Whether the baseline is of the network that is open: what its layers are is known then.
    [[nodiscard]] bool isOfOpenNetwork() const;
    [[nodiscard]] BaselineChip *chip() const { return m_chip; } ///< the open layer as the baseline runs it
    /// Keeps what is set now; measures first where nothing is measured. The first run kept becomes the baseline.
    void keepCurrent();
    /// One that came about elsewhere; its name is made its own. The first run becomes the baseline.
    void add(KeptRun run);

Q_SIGNALS:
    void changed();
    void comparedChanged(); ///< compared() is another

private:
    void keep();

    Workspace *m_workspace;
    BaselineChip *m_chip;
    std::vector<KeptRun> m_runs;
    int m_baseline = -1;
    bool m_keepWhenMeasured = false;
    mutable std::optional<std::vector<ComparedLayer>> m_compared; ///< once somebody asked
};

} // namespace vsq
