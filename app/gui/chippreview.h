// SPDX-License-Identifier: GPL-3.0-or-later
// What another chip would cost the open network and the open layer, beside what the workspace's costs: planned and run by a job.
#pragma once

#include "core/chip/config.h"
#include "core/chip/mode.h"
#include "core/layer/chipcomparison.h"

#include <QLabel>
#include <QTimer>

#include <optional>

namespace vsq {

class Workspace;

class ChipPreview : public QLabel {
    Q_OBJECT
public:
    explicit ChipPreview(Workspace *workspace, QWidget *parent = nullptr);
    ~ChipPreview() override;

    /// Once edits pause. mode: of a chip that has one only.
    void showSoon(const ChipConfig &config, std::optional<Mode> mode);
    /// Says nothing: there is no such chip.
    void forget();

private:
    struct Result {
        NetworkCost network;
        std::optional<double> cycles; ///< of the open layer's products
        std::optional<double> sqnr;   ///< dB, of the open layer's product
    };

    void start();
    void tell(const Result &is);

    Workspace *m_workspace;
    ChipConfig m_config;
    std::optional<Mode> m_mode;
    std::optional<Result> m_before; ///< of the workspace's chip
    QTimer m_soon;
    int m_job = 0;
};

} // namespace vsq
