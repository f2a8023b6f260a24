// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accuracy/layerspanel.h"

#include "core/study/publishedchoice.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/laboratory.h"
#include "views/workspace/workspace.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>
#include <QUndoStack>

namespace vsq {

namespace {

using Question = Laboratory::Question;

/// What others chose for this network, with its title: the published choice where it is ResNet-50.
ComparedChoice choiceOfOthers(const Workspace &workspace)
{
    if (auto published = publishedResNet50(workspace.layers())) {
        return {.title = LayersPanel::tr("published choice (JSSC 2023, Table V)").toStdString(),
                .formats = std::move(*published)};
    }
    return {.title = LayersPanel::tr("first and last INT8, VSQ inside").toStdString(),
            .formats = endsInInt8(workspace.layers(), namedFormat("vsq"))};
}

} // namespace

LayersPanel::LayersPanel(Workspace *workspace, QWidget *parent)
    : FormPanel(QStringLiteral("layers"), tr("Progress"), parent), m_workspace(workspace), m_format(new QComboBox(this)),
      m_side(new QComboBox(this)), m_items(new QSpinBox(this)), m_rank(new QPushButton(this)), m_budget(new QDoubleSpinBox(this)),
      m_cost(new QComboBox(this)), m_compare(new QCheckBox(tr("and what others chose"), this)), m_assign(new QPushButton(this)),
      m_enter(new QPushButton(this))
{
    buildRanking(addForm());
    addLine();
    buildAssignment(addForm());
    endForms();
    connect(m_rank, &QPushButton::clicked, this, &LayersPanel::rankOrCancel);
    connect(m_assign, &QPushButton::clicked, this, &LayersPanel::assignOrCancel);
    connect(m_enter, &QPushButton::clicked, this, &LayersPanel::enterOthers);
    connect(workspace, &Workspace::networkChanged, this, &LayersPanel::refresh);
    connect(workspace->laboratory(), &Laboratory::changed, this, &LayersPanel::refresh);
    connect(workspace->jobs(), &JobQueue::progressed, this, &LayersPanel::showProgress);
    refresh();
}

void LayersPanel::buildRanking(QFormLayout *form)
{
    m_format->setObjectName(QStringLiteral("layersFormat"));
    m_format->setAccessibleName(tr("Format of the one layer"));
    m_format->setToolTip(tr("The number format that one layer at a time gets; the rest of the network stays in FP32"));
    for (const FormatName &name : formatNames()) {
        m_format->addItem(QString::fromUtf8(name.name.data(), static_cast<qsizetype>(name.name.size())));
    }
    m_side->setObjectName(QStringLiteral("layersSide"));
    m_side->setAccessibleName(tr("Operands"));
    m_side->setToolTip(tr("Which of the layer's operands are quantized"));
    m_side->addItems({tr("both operands"), tr("weights alone"), tr("activations alone")});
    m_items->setObjectName(QStringLiteral("layersItems"));
    m_items->setAccessibleName(tr("Images"));
    m_items->setToolTip(tr("How many of the data set's items each run classifies"));
    m_items->setRange(1, 1000000);
    m_items->setSingleStep(100);
    m_items->setValue(100);
    m_items->setGroupSeparatorShown(true);
    m_rank->setObjectName(QStringLiteral("layersRank"));
    form->addRow(tr("One layer in"), m_format);
    form->addRow(tr("Quantized"), m_side);
    form->addRow(tr("Images"), m_items);
    form->addRow(m_rank);
}

void LayersPanel::buildAssignment(QFormLayout *form)
{
    auto *names = new QWidget;
    auto *row = new QHBoxLayout(names);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (const char *name : {"vsq", "int4", "int8"}) {
        auto *check = new QCheckBox(QString::fromLatin1(name), names);
        check->setObjectName(QStringLiteral("layersCandidate_%1").arg(QString::fromLatin1(name)));
        check->setToolTip(tr("A layer may get this format"));
        check->setChecked(true);
        row->addWidget(check);
        connect(check, &QCheckBox::toggled, this, &LayersPanel::refresh);
        m_candidates.push_back(check);
    }
    row->addStretch(1);
    m_budget->setObjectName(QStringLiteral("layersBudget"));
    m_budget->setAccessibleName(tr("Budget"));
    m_budget->setToolTip(tr("How many percentage points of accuracy may be lost"));
    m_budget->setRange(0.0, 100.0);
    m_budget->setDecimals(1);
    m_budget->setSingleStep(0.1);
    m_budget->setValue(0.5);
    m_budget->setSuffix(tr(" points"));
    m_cost->setObjectName(QStringLiteral("layersCost"));
    m_cost->setAccessibleName(tr("Cost"));
    m_cost->setToolTip(tr("What is to be saved: the chip's energy an inference, or MACs times the bits of both codes"));
    m_cost->addItems({tr("energy"), tr("operand bits")});
    m_compare->setObjectName(QStringLiteral("layersCompare"));
    m_compare->setChecked(true);
    m_assign->setObjectName(QStringLiteral("layersAssign"));
    m_enter->setObjectName(QStringLiteral("layersEnter"));
    form->addRow(tr("Choose among"), names);
    form->addRow(tr("Budget"), m_budget);
    form->addRow(tr("Cheapest in"), m_cost);
    form->addRow(m_compare);
    form->addRow(m_assign);
    form->addRow(m_enter);
}

std::vector<NumberFormat> LayersPanel::candidates() const
{
    std::vector<NumberFormat> formats;
    for (const QCheckBox *check : m_candidates) {
        if (check->isChecked()) {
            formats.push_back(namedFormat(check->text().toStdString()));
        }
    }
    return formats;
}

void LayersPanel::rankOrCancel()
{
    Laboratory *laboratory = m_workspace->laboratory();
    if (laboratory->isWorking(Question::Sensitivity)) {
        laboratory->cancel(Question::Sensitivity);
    } else {
        laboratory->rankLayers(namedFormat(m_format->currentText().toStdString()),
                               static_cast<SensitiveSide>(m_side->currentIndex()), m_items->value());
    }
}

void LayersPanel::assignOrCancel()
{
    Laboratory *laboratory = m_workspace->laboratory();
    if (laboratory->isWorking(Question::Assignment)) {
        laboratory->cancel(Question::Assignment);
        return;
    }
    std::vector<ComparedChoice> compared;
    if (ComparedChoice others = choiceOfOthers(*m_workspace); m_compare->isChecked() && !others.formats.empty()) {
        compared.push_back(std::move(others));
    }
    laboratory->assign(candidates(), m_budget->value() / 100.0,
                       m_cost->currentIndex() == 0 ? AssignmentCost::Energy : AssignmentCost::Bits, m_items->value(),
                       std::move(compared));
}

void LayersPanel::enterOthers()
{
    const ComparedChoice others = choiceOfOthers(*m_workspace);
    m_workspace->setLayerFormats(others.formats, QString::fromStdString(others.title));
}

void LayersPanel::refresh()
{
    const Laboratory *laboratory = m_workspace->laboratory();
    const bool possible = m_workspace->data() != nullptr;
    const bool ranking = laboratory->isWorking(Question::Sensitivity);
    const bool assigning = laboratory->isWorking(Question::Assignment);
    if (possible) {
        m_items->setMaximum(static_cast<int>(m_workspace->data()->size()));
    }
    m_rank->setText(ranking ? tr("&Cancel") : tr("&Rank layers"));
    m_rank->setToolTip(ranking ? tr("Stop")
                               : tr("Quantize one layer at a time and classify the items: about half a run a layer"));
    m_rank->setEnabled(possible);
    m_assign->setText(assigning ? tr("&Cancel") : tr("&Find formats"));
    m_assign->setToolTip(assigning ? tr("Stop")
                                   : tr("The cheapest format for each layer within the budget, and the front of accuracy against "
                                        "cost"));
    m_assign->setEnabled(assigning || (possible && !candidates().empty()));
    const ComparedChoice others = choiceOfOthers(*m_workspace);
    const bool published = publishedResNet50(m_workspace->layers()).has_value();
    m_enter->setText(published ? tr("&Enter the published choice") : tr("&Enter: ends INT8, VSQ inside"));
    m_enter->setToolTip(published
                            ? tr("Gives every layer the format that the publication's mixed run has (JSSC 2023, Table V): INT8 "
                                 "first and last, VSQ and INT4 inside. Can be undone")
                            : tr("INT8 for the first and the last layer with weights, VSQ for all others, as the publication "
                                 "does with ResNet-50. Can be undone"));
    m_enter->setEnabled(!others.formats.empty());
    m_compare->setToolTip(tr("Measure beside the front: %1").arg(QString::fromStdString(others.title)));
    showProgress();
}

void LayersPanel::showProgress()
{
    const Laboratory *laboratory = m_workspace->laboratory();
    showWork(*m_workspace->jobs(), {laboratory->job(Question::Sensitivity), laboratory->job(Question::Assignment)});
}

} // namespace vsq
