// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that the user keeps beside what is set now: what they ran with, what each layer cost and lost. One of them may be the
// baseline that views compare with.
#pragma once

#include "core/chip/config.h"
#include "core/quantize/format.h"

#include <QObject>
#include <QString>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vsq {

class Workspace;
struct LayerReport;

/// One number a layer; empty where it was not known.
struct KeptLayer {
    std::string name;
    std::optional<double> cycles = std::nullopt;
    std::optional<double> utilisation = std::nullopt; ///< 0..1
    std::optional<double> sqnr = std::nullopt;        ///< dB, of the product
    std::optional<double> energy = std::nullopt;      ///< J
    bool operator==(const KeptLayer &) const = default;
};
KeptLayer keptLayer(const LayerReport &report);

struct KeptRun {
    QString name;
    QString model; ///< file of the network, absolute
    NumberFormat format;
    std::map<std::string, NumberFormat> layerFormats;
    ChipConfig chip;
    int item = 0;
    std::vector<KeptLayer> layers; ///< in execution order
    bool operator==(const KeptRun &) const = default;

    /// Null where it has no such layer.
    [[nodiscard]] const KeptLayer *layer(const std::string &layerName) const;
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
    /// Keeps what is set now; measures first where nothing is measured. The first run kept becomes the baseline.
    void keepCurrent();

Q_SIGNALS:
    void changed();

private:
    void keep();

    Workspace *m_workspace;
    std::vector<KeptRun> m_runs;
    int m_baseline = -1;
    bool m_keepWhenMeasured = false;
};

} // namespace vsq
