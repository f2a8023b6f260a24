// SPDX-License-Identifier: GPL-3.0-or-later
// The open layer as the baseline's run has it on the same input, and its chip runs it: other activations where layers before it
// round otherwise, other codes, scales and cycles. Made in a job when a view first wants it; views share it.
#pragma once

#include "core/layer/openedchip.h"

#include <QObject>

#include <map>
#include <memory>
#include <string>

namespace vsq {

class RunList;
class Workspace;

class BaselineChip : public QObject {
    Q_OBJECT
public:
    BaselineChip(Workspace *workspace, RunList *runs);

    /// Null until it is made, without a baseline of the open network, and where the baseline's chip cannot run the layer.
    [[nodiscard]] const std::shared_ptr<const OpenedChip> &chip() const { return m_chip; }
    /// Makes it where it is out of date; changed() follows.
    void want();

Q_SIGNALS:
    void changed();

private:
    struct Key {
        std::shared_ptr<const LayerData> data;            ///< of the open layer; null: nothing can stand beside it
        NumberFormat format;                              ///< of the baseline
        std::map<std::string, NumberFormat> layerFormats; ///< of its layers that have their own
        NumberFormat next;                                ///< of what takes the layer's results there
        ChipConfig config;
        bool operator==(const Key &) const = default;
    };
    [[nodiscard]] Key key() const;
    void forgetOld();

    Workspace *m_workspace;
    RunList *m_runs;
    Key m_key; ///< of what is there or being made
    std::shared_ptr<const OpenedChip> m_chip;
    bool m_made = true;
    int m_job = 0;
};

} // namespace vsq
