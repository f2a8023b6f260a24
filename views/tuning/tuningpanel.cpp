// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tuning/tuningpanel.h"

#include "core/quantize/formattext.h"
#include "core/run/activationscales.h"
#include "views/theme/choice.h"
#include "views/theme/number.h"
#include "views/theme/theme.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/tuninglist.h"
#include "views/workspace/workspace.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QDoubleValidator>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vsq {

TuningPanel::TuningPanel(Workspace *workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_format(new QLabel(this)), m_data(new QLineEdit(this)),
      m_chooseData(new QToolButton(this)),
      m_recipe(makeChoice(
          this, "tuningRecipe", tr("Recipe"),
          tr("Transformers: Adam at 3e-5, 5 epochs; residual networks: SGD at 1e-4, tenfold less every third, 6 epochs, "
             "both as published. Imitation: FP32's answers alone are learnt, 2 epochs, for any network"),
          {tr("the network's"), tr("transformer"), tr("residual"), tr("imitation")})),
      m_epochs(new QSpinBox(this)), m_rate(new QLineEdit(this)), m_items(new QSpinBox(this)),
      m_distillation(new QDoubleSpinBox(this)), m_density(new QSpinBox(this)), m_static(new QCheckBox(this)),
      m_out(new QLineEdit(this)), m_chooseOut(new QToolButton(this)), m_start(new QPushButton(this)), m_hint(new QLabel(this)),
      m_progress(new QProgressBar(this)), m_left(new QLabel(this))
{
    setObjectName(QStringLiteral("tuningPanel"));
    buildFields();
    auto *form = new QFormLayout;
    buildForm(form);
    auto *fields = new QWidget;
    fields->setObjectName(QStringLiteral("tuningFields"));
    fields->setLayout(form);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("tuningScroll"));
    scroll->setWidget(fields);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setMinimumWidth(fields->minimumSizeHint().width() + 24); // and its scroll bar
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    // What starts it stays in sight however low the dock is.
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(8, 0, 8, 8);
    foot->setSpacing(4);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_hint, m_start, m_progress, m_left}) {
        foot->addWidget(widget);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(scroll, 1);
    layout->addLayout(foot);

    connect(m_start, &QPushButton::clicked, this, &TuningPanel::startOrStop);
    connect(m_chooseData, &QToolButton::clicked, this, &TuningPanel::askForData);
    connect(m_chooseOut, &QToolButton::clicked, this, &TuningPanel::askForOut);
    connect(m_data, &QLineEdit::textChanged, this, &TuningPanel::refresh);
    connect(m_out, &QLineEdit::textChanged, this, &TuningPanel::refresh);
    connect(m_rate, &QLineEdit::textChanged, this, &TuningPanel::refresh);
    for (const auto signal : {&Workspace::networkChanged, &Workspace::formatsChanged}) {
        connect(workspace, signal, this, &TuningPanel::refresh);
    }
    connect(workspace->tunings(), &TuningList::changed, this, &TuningPanel::refresh);
    connect(workspace->jobs(), &JobQueue::progressed, this, [this](int id) {
        if (id == m_workspace->tunings()->job()) {
            showProgress();
        }
    });
    refresh();
}

void TuningPanel::buildFields()
{
    m_static->setText(tr("static scales"));
    const auto name = [](QWidget *field, const char *objectName, const QString &title, const QString &tip) {
        field->setObjectName(QString::fromLatin1(objectName));
        field->setAccessibleName(title);
        field->setToolTip(tip);
    };
    name(
        m_format, "tuningFormat", tr("Format"),
        tr("What the network is to be good in: the formats that are set now. Forward passes are the chip's integers to the bit"));
    name(m_data, "tuningData", tr("Learn from"),
         tr("Data to learn from: a folder of IDX files or of images, an .npz, a table of texts. The open data are then what is "
            "reported on. Nothing: the open data, a tenth of which only judges"));
    m_data->setPlaceholderText(tr("the open data"));
    m_data->setMinimumWidth(90);
    name(m_chooseData, "tuningChooseData", tr("Choose the data to learn from"), tr("Choose a file of data to learn from"));
    name(m_epochs, "tuningEpochs", tr("Epochs"), tr("Passes over the items; the best epoch on the held-out items is kept"));
    m_epochs->setRange(0, 1000);
    m_epochs->setSpecialValueText(tr("the recipe's"));
    name(m_rate, "tuningRate", tr("Learning rate"), tr("Highest of the schedule, such as 5e-4"));
    m_rate->setPlaceholderText(tr("the recipe's"));
    m_rate->setMinimumWidth(90);
    auto *validator = new QDoubleValidator(1e-9, 10.0, 9, m_rate);
    validator->setNotation(QDoubleValidator::ScientificNotation);
    m_rate->setValidator(validator);
    name(m_items, "tuningItems", tr("Items"), tr("At most so many training items: fewer are faster, more recover more"));
    m_items->setRange(0, 10000000);
    m_items->setSingleStep(500);
    m_items->setSpecialValueText(tr("all"));
    m_items->setGroupSeparatorShown(true);
    name(m_distillation, "tuningDistillation", tr("Distillation"),
         tr("Share of the loss that compares with the FP32 network's answers (arXiv 1503.02531), 0 .. 1"));
    m_distillation->setRange(0.0, 1.0);
    m_distillation->setSingleStep(0.1);
    m_distillation->setDecimals(2);
    name(m_density, "tuningDensity", tr("Density"),
         tr("Share of each layer's weights that is kept; the smallest become and stay 0 (JSSC, Table VI)"));
    m_density->setRange(1, 100);
    m_density->setValue(100);
    m_density->setSuffix(tr(" %"));
    name(m_static, "tuningStatic", tr("Static scales"),
         tr("Activations have static coarse scales, chosen anew after each epoch; else each item has its own"));
    name(m_out, "tuningOut", tr("Tuned network"), tr("The ONNX file that the fine-tuned network is written to"));
    m_out->setMinimumWidth(90);
    name(m_chooseOut, "tuningChooseOut", tr("Choose the file of the tuned network"),
         tr("Choose the file that the tuned network is written to"));
    m_start->setObjectName(QStringLiteral("tuningStart"));
    m_hint->setObjectName(QStringLiteral("tuningHint"));
    m_hint->setFont(Theme::small());
    m_hint->setWordWrap(true);
    m_progress->setObjectName(QStringLiteral("tuningProgress"));
    m_progress->setAccessibleName(tr("Progress of the fine-tuning"));
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    m_left->setObjectName(QStringLiteral("tuningLeft"));
    m_left->setFont(Theme::small());
    m_left->setWordWrap(true);
    for (QToolButton *button : {m_chooseData, m_chooseOut}) {
        button->setText(QStringLiteral("\u2026"));
    }
}

QWidget *TuningPanel::withButton(QLineEdit *field, QToolButton *button)
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(field, 1);
    row->addWidget(button);
    return box;
}

void TuningPanel::buildForm(QFormLayout *form)
{
    form->setContentsMargins(8, 8, 8, 0);
    form->setHorizontalSpacing(8);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Format"), m_format);
    form->addRow(tr("Learn from"), withButton(m_data, m_chooseData));
    form->addRow(tr("Recipe"), m_recipe);
    form->addRow(tr("Epochs"), m_epochs);
    form->addRow(tr("Learning rate"), m_rate);
    form->addRow(tr("Items"), m_items);
    form->addRow(tr("Distillation"), m_distillation);
    form->addRow(tr("Density"), m_density);
    form->addRow(QString(), m_static);
    form->addRow(tr("Tuned network"), withButton(m_out, m_chooseOut));
}

TuningRequest TuningPanel::request() const
{
    TuningRequest request = m_workspace->tunings()->requestForOpen();
    if (const QString chosen = m_data->text().trimmed(); !chosen.isEmpty()) {
        request.test = request.data;
        request.data = QDir::fromNativeSeparators(chosen);
    }
    if (const QString out = m_out->text().trimmed(); !out.isEmpty()) {
        request.out = QDir::fromNativeSeparators(out);
    }
    const QString recipes[] = {QString(), QStringLiteral("transformer"), QStringLiteral("residual"), QStringLiteral("imitation")};
    request.recipe = recipes[std::clamp(m_recipe->currentIndex(), 0, 3)];
    request.epochs = m_epochs->value();
    request.learningRate = m_rate->hasAcceptableInput() ? m_rate->locale().toDouble(m_rate->text()) : 0.0;
    request.trainItems = m_items->value();
    request.distillation = m_distillation->value();
    request.density = m_density->value() / 100.0;
    request.staticScales = m_static->isEnabled() && m_static->isChecked();
    return request;
}

QJsonObject TuningPanel::saveState() const
{
    return {{QStringLiteral("data"), m_data->text()},        {QStringLiteral("recipe"), m_recipe->currentIndex()},
            {QStringLiteral("epochs"), m_epochs->value()},   {QStringLiteral("rate"), m_rate->text()},
            {QStringLiteral("items"), m_items->value()},     {QStringLiteral("distillation"), m_distillation->value()},
            {QStringLiteral("density"), m_density->value()}, {QStringLiteral("static"), m_static->isChecked()}};
}

void TuningPanel::restoreState(const QJsonObject &state)
{
    m_data->setText(state.value(QStringLiteral("data")).toString());
    m_recipe->setCurrentIndex(std::clamp(state.value(QStringLiteral("recipe")).toInt(), 0, m_recipe->count() - 1));
    m_epochs->setValue(state.value(QStringLiteral("epochs")).toInt());
    m_rate->setText(state.value(QStringLiteral("rate")).toString());
    m_items->setValue(state.value(QStringLiteral("items")).toInt());
    m_distillation->setValue(state.value(QStringLiteral("distillation")).toDouble());
    m_density->setValue(state.value(QStringLiteral("density")).toInt(100));
    m_static->setChecked(state.value(QStringLiteral("static")).toBool());
}

void TuningPanel::startOrStop()
{
    TuningList *tunings = m_workspace->tunings();
    if (tunings->state() == TuningList::State::Running) {
        tunings->cancel();
    } else {
        tunings->start(request());
    }
}

void TuningPanel::refresh()
{
    const TuningList *tunings = m_workspace->tunings();
    const bool running = tunings->state() != TuningList::State::Idle;
    const bool stopping = tunings->state() == TuningList::State::Stopping;
    const bool empty = m_workspace->isEmpty();
    const NumberFormat format = m_workspace->format();
    constexpr int kWidestFormat = 140;
    const QString text = empty ? QStringLiteral("\u2013") : QString::fromStdString(formatText(format));
    m_format->setText(m_format->fontMetrics().elidedText(text, Qt::ElideRight, kWidestFormat));
    m_out->setPlaceholderText(empty ? QString() : QFileInfo(tunings->suggestedOut()).fileName());
    m_static->setEnabled(hasStaticScales(format));
    const bool hasData = m_workspace->data() != nullptr || !m_data->text().trimmed().isEmpty();
    const QString missing = tunings->missing();
    const bool own = m_data->text().trimmed().isEmpty();
    m_hint->setText(!missing.isEmpty() ? QString() // the figures say it
                    : !hasData         ? tr("The open network has no data set.")
                    : own              ? tr("A tenth of the open data judges the epochs.")
                                       : QString());
    m_hint->setVisible(!running && !m_hint->text().isEmpty());
    m_start->setText(running ? tr("&Stop") : tr("&Fine-tune"));
    m_start->setToolTip(stopping  ? tr("It writes its state, so that the same call goes on from there")
                        : running ? tr("Stop; the state is kept beside the tuned network, and the same call goes on from there")
                                  : tr("Train the network on forward passes that are the chip's integers to the bit"));
    m_start->setEnabled(running ? !stopping : missing.isEmpty() && hasData);
    m_progress->setVisible(running);
    m_left->setVisible(running);
    m_progress->setRange(0, 0);
    m_left->setText(stopping ? tr("stopping") : tr("measuring the network as it is"));
    showProgress();
}

void TuningPanel::showProgress()
{
    for (const JobQueue::Status &status : m_workspace->jobs()->running()) {
        if (status.id != m_workspace->tunings()->job() || status.total <= 0) {
            continue;
        }
        m_progress->setRange(0, 1000);
        m_progress->setValue(static_cast<int>(1000 * status.done / status.total));
        const QString left = status.secondsLeft >= 0.0 ? tr("%1 left").arg(number::duration(status.secondsLeft))
                                                       : tr("measuring the time");
        m_left->setText(status.step.isEmpty() ? left : left + QStringLiteral(" \u00b7 ") + status.step);
    }
}

void TuningPanel::askForData()
{
    auto *dialog = new QFileDialog(this, tr("Data to learn from"), QFileInfo(m_workspace->dataPath()).absolutePath(),
                                   tr("Arrays and tables of texts (*.npz *.csv);;All files (*)"));
    dialog->setObjectName(QStringLiteral("tuningDataDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_data, &QLineEdit::setText);
    dialog->open();
}

void TuningPanel::askForOut()
{
    auto *dialog = new QFileDialog(this, tr("Where the tuned network goes"),
                                   QFileInfo(m_workspace->tunings()->suggestedOut()).absolutePath(),
                                   tr("Networks (*.onnx);;All files (*)"));
    dialog->setObjectName(QStringLiteral("tuningOutDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(QStringLiteral("onnx"));
    connect(dialog, &QFileDialog::fileSelected, m_out, &QLineEdit::setText);
    dialog->open();
}

} // namespace vsq
