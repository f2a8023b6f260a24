// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for the sizes of a network's inputs that its file leaves open: one field for each name of a dimension, whichever
// inputs share it.
#pragma once

#include "core/network/graph.h"

#include <QDialog>

#include <map>
#include <string>
#include <vector>

class QSpinBox;

namespace vsq {

class InputSizesDialog : public QDialog {
    Q_OBJECT
public:
    explicit InputSizesDialog(const Graph &graph, QWidget *parent = nullptr);

    /// Whole shapes by input, of the inputs that have open sizes.
    [[nodiscard]] std::map<std::string, Shape> shapes() const;

    /// There is something to ask for; sizes that were bound before can be bound anew where they have a name.
    [[nodiscard]] static bool canAsk(const Graph &graph);
    /// "ids [batch, tokens]" of the inputs with open sizes besides that of the batch, which every file leaves open.
    [[nodiscard]] static QString openInputs(const Graph &graph);

private:
    struct Axis {
        std::string input;
        std::size_t index = 0;
        QSpinBox *box = nullptr;
    };

    std::vector<ValueInfo> m_inputs;
    std::vector<Axis> m_axes;
};

} // namespace vsq
