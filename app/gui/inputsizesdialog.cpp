// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inputsizesdialog.h"

#include "views/theme/theme.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace vsq {

namespace {

constexpr int kLargest = 1 << 20;

std::string nameOf(const ValueInfo &input, std::size_t axis)
{
    return axis < input.dimNames.size() ? input.dimNames[axis] : std::string();
}

bool isAsked(const ValueInfo &input, std::size_t axis)
{
    return input.shape[axis] < 0 || !nameOf(input, axis).empty();
}

/// A usual size, to start from: one item, photographs of 224 pixels, sentences of 128 pieces.
int usualSize(const ValueInfo &input, std::size_t axis)
{
    return axis == 0 ? 1 : input.shape.size() == 4 ? 224 : 128;
}

} // namespace

InputSizesDialog::InputSizesDialog(const Graph &graph, QWidget *parent) : QDialog(parent), m_inputs(graph.inputs)
{
    setObjectName(QStringLiteral("inputSizesDialog"));
    setWindowTitle(tr("Sizes of the inputs"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *explanation = new QLabel(
        tr("The file leaves these sizes open. The network is read again with what you say here, and the project keeps it."),
        this);
    explanation->setWordWrap(true);
    auto *form = new QFormLayout;
    form->setSpacing(Theme::kGrid);
    std::map<std::string, QSpinBox *> boxes;
    for (const ValueInfo &input : m_inputs) {
        for (std::size_t axis = 0; axis < input.shape.size(); ++axis) {
            if (!isAsked(input, axis)) {
                continue;
            }
            const std::string name = nameOf(input, axis);
            const std::string key = name.empty() ? input.name + "[" + std::to_string(axis) + "]" : name;
            QSpinBox *&box = boxes[key];
            if (box == nullptr) {
                box = new QSpinBox(this);
                box->setObjectName(QStringLiteral("size.") + QString::fromStdString(key));
                box->setAccessibleName(tr("Size %1").arg(QString::fromStdString(key)));
                box->setToolTip(tr("Dimension %1 of %2").arg(QString::number(axis), QString::fromStdString(input.name)));
                box->setRange(1, kLargest);
                box->setValue(input.shape[axis] > 0 ? static_cast<int>(std::min<std::int64_t>(input.shape[axis], kLargest))
                                                    : usualSize(input, axis));
                form->addRow(QString::fromStdString(key), box);
            }
            m_axes.push_back({input.name, axis, box});
        }
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("acceptSizes"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * Theme::kGrid, 2 * Theme::kGrid, 2 * Theme::kGrid, 2 * Theme::kGrid);
    layout->setSpacing(2 * Theme::kGrid);
    layout->addWidget(explanation);
    layout->addLayout(form);
    layout->addWidget(buttons);
}

std::map<std::string, Shape> InputSizesDialog::shapes() const
{
    std::map<std::string, Shape> shapes;
    for (const Axis &axis : m_axes) {
        Shape &shape = shapes[axis.input];
        if (shape.empty()) {
            shape = std::find_if(m_inputs.begin(), m_inputs.end(), [&](const ValueInfo &input) {
                        return input.name == axis.input;
                    })->shape;
        }
        shape[axis.index] = axis.box->value();
    }
    return shapes;
}

bool InputSizesDialog::canAsk(const Graph &graph)
{
    return std::any_of(graph.inputs.begin(), graph.inputs.end(), [](const ValueInfo &input) {
        for (std::size_t axis = 0; axis < input.shape.size(); ++axis) {
            if (isAsked(input, axis)) {
                return true;
            }
        }
        return false;
    });
}

QString InputSizesDialog::openInputs(const Graph &graph)
{
    QStringList list;
    for (const ValueInfo &input : graph.inputs) {
        QStringList sizes;
        bool isOpen = false;
        for (std::size_t axis = 0; axis < input.shape.size(); ++axis) {
            const std::string name = nameOf(input, axis);
            sizes << (input.shape[axis] >= 0 ? QString::number(input.shape[axis])
                      : name.empty()         ? QStringLiteral("?")
                                             : QString::fromStdString(name));
            isOpen = isOpen || (axis > 0 && input.shape[axis] < 0);
        }
        if (isOpen) {
            list << QStringLiteral("%1 [%2]").arg(QString::fromStdString(input.name), sizes.join(QStringLiteral(", ")));
        }
    }
    return list.join(QStringLiteral("; "));
}

} // namespace vsq
