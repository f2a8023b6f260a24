// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accuracy/studypanel.h"

#include "views/theme/coretext.h"
#include "views/theme/number.h"
#include "views/theme/theme.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/workspace.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vsq {

StudyPanel::StudyPanel(Workspace *workspace, QWidget *parent)
    : FormPanel(QStringLiteral("study"), tr("Progress of the study"), parent), m_workspace(workspace),
      m_activationBits(new QComboBox(this)), m_vector(new QComboBox(this)), m_scaleBits(new QComboBox(this)),
      m_others(new QToolButton(this)), m_rotated(new QCheckBox(tr("each rotated too"), this)), m_items(new QSpinBox(this)),
      m_file(new QLabel(this)), m_runs(new QLabel(this)), m_start(new QPushButton(this)),
      m_clear(new QPushButton(tr("C&lear"), this))
{
    m_activationBits->setObjectName(QStringLiteral("studyActivationBits"));
    m_activationBits->setToolTip(tr("Bits of the activations' codes"));
    m_activationBits->addItem(tr("as the weights"), 0);
    for (const int bits : {3, 4, 6, 8}) {
        m_activationBits->addItem(QString::number(bits), bits);
    }
    m_activationBits->addItem(tr("4 and 8"), 48);
    m_activationBits->setCurrentIndex(m_activationBits->findData(8));
    m_vector->setObjectName(QStringLiteral("studyVector"));
    m_vector->setToolTip(tr("Values along K that share a scale under per-vector scaling; the chip's are 64"));
    for (const int size : {16, 32, 64, 128}) {
        m_vector->addItem(QString::number(size), size);
    }
    m_vector->setCurrentIndex(m_vector->findData(64));
    m_scaleBits->setObjectName(QStringLiteral("studyScaleBits"));
    m_scaleBits->setToolTip(tr("Bits of a per-vector scale; real: scales stay in FP32. The chip's are 8"));
    for (const int bits : {3, 4, 6, 8, 10}) {
        m_scaleBits->addItem(QString::number(bits), bits);
    }
    m_scaleBits->addItem(tr("real"), 0);
    m_scaleBits->setCurrentIndex(m_scaleBits->findData(8));
    buildOthers();
    m_rotated->setObjectName(QStringLiteral("studyRotated"));
    m_rotated->setToolTip(tr("Every format again with both operands rotated before quantizing: blocks of 64 along K times "
                             "Hadamard's matrix. The product is the same; outliers are spread over their block"));
    m_file->setObjectName(QStringLiteral("studyFile"));
    m_file->setFont(Theme::small());
    m_items->setObjectName(QStringLiteral("studyItems"));
    m_items->setToolTip(tr("How many of the data set's items each run classifies: four times as many halve the interval"));
    m_items->setRange(1, 1000000);
    m_items->setSingleStep(100);
    m_items->setValue(200);
    m_items->setGroupSeparatorShown(true);
    m_start->setObjectName(QStringLiteral("studyStart"));
    m_clear->setObjectName(QStringLiteral("studyClear"));
    m_clear->setToolTip(tr("Forget all results"));
    m_runs->setFont(Theme::small());
    m_runs->setWordWrap(true);

    QFormLayout *form = addForm();
    form->addRow(tr("Weight bits"), buildBits());
    form->addRow(tr("Scales"), buildGranularities());
    form->addRow(tr("Activation bits"), m_activationBits);
    form->addRow(tr("Vector size"), m_vector);
    form->addRow(tr("Scale bits"), m_scaleBits);
    form->addRow(tr("Other formats"), m_others);
    form->addRow(QString(), m_rotated);
    form->addRow(tr("Images"), m_items);
    m_activationBits->setAccessibleName(tr("Activation bits"));
    m_vector->setAccessibleName(tr("Vector size"));
    m_scaleBits->setAccessibleName(tr("Scale bits"));
    m_others->setAccessibleName(tr("Other formats"));
    m_items->setAccessibleName(tr("Images"));
    endForms();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_start, 1);
    buttons->addWidget(m_clear);
    foot()->addWidget(m_file);
    foot()->addWidget(m_runs);
    foot()->addLayout(buttons);

    for (QComboBox *box : {m_activationBits, m_vector, m_scaleBits}) {
        connect(box, &QComboBox::currentIndexChanged, this, &StudyPanel::refresh);
    }
    connect(m_items, &QSpinBox::valueChanged, this, &StudyPanel::refresh);
    connect(m_rotated, &QCheckBox::toggled, this, &StudyPanel::refresh);
    connect(m_start, &QPushButton::clicked, this, &StudyPanel::startOrCancel);
    connect(m_clear, &QPushButton::clicked, workspace, &Workspace::clearStudy);
    connect(workspace, &Workspace::networkChanged, this, [this] {
        if (const auto images = m_workspace->data()) {
            m_items->setMaximum(static_cast<int>(images->size()));
        }
        refresh();
    });
    connect(workspace, &Workspace::studyChanged, this, [this] {
        if (const std::int64_t items = m_workspace->studyFile().items; items > 0) {
            m_items->setValue(static_cast<int>(items)); // the file's
        }
        refresh();
    });
    connect(workspace, &Workspace::studyPointDone, this, &StudyPanel::refresh);
    connect(workspace->jobs(), &JobQueue::progressed, this, [this](int id) {
        if (id == m_workspace->studyJob()) {
            showProgress();
        }
    });
    connect(workspace->jobs(), &JobQueue::ended, this, [this](int id) {
        if (id == m_workspace->studyJob()) {
            refresh();
        }
    });
    if (const auto images = workspace->data()) {
        m_items->setMaximum(static_cast<int>(images->size()));
    }
    refresh();
}

QWidget *StudyPanel::buildBits()
{
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(4);
    for (int bits = 2; bits <= 8; ++bits) {
        auto *check = new QCheckBox(QString::number(bits), box);
        check->setObjectName(QStringLiteral("studyWeightBits%1").arg(bits));
        check->setAccessibleName(tr("%1 weight bits").arg(bits));
        check->setToolTip(
            tr("Codes of the weights have %1 bits: %2 .. %3").arg(bits).arg(1 - (1 << (bits - 1))).arg((1 << (bits - 1)) - 1));
        check->setChecked(true);
        grid->addWidget(check, (bits - 2) / 4, (bits - 2) % 4);
        connect(check, &QCheckBox::toggled, this, &StudyPanel::refresh);
        m_weightBits.push_back(check);
    }
    return box;
}

QWidget *StudyPanel::buildGranularities()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    const std::pair<QString, QString> names[] = {
        {tr("per-vector"), tr("A scale for each vector of values along K, for weights and activations")},
        {tr("per-channel"), tr("A scale for each row of the weights; one for all activations of an image")},
        {tr("per-tensor"), tr("One scale for all weights of a layer; one for all activations of an image")},
    };
    for (const auto &[name, tip] : names) {
        auto *check = new QCheckBox(name, box);
        check->setObjectName(QStringLiteral("studyGranularity%1").arg(m_granularities.size()));
        check->setToolTip(tip);
        check->setChecked(true);
        column->addWidget(check);
        connect(check, &QCheckBox::toggled, this, &StudyPanel::refresh);
        m_granularities.push_back(check);
    }
    return box;
}

void StudyPanel::buildOthers()
{
    m_others->setObjectName(QStringLiteral("studyOthers"));
    m_others->setToolTip(tr("Formats beside the grid of bits and scales, each for both operands: the chip's, MX, NVFP4 and their "
                            "kin. Those that the chip does not run are computed on the host, as codes times scales"));
    m_others->setPopupMode(QToolButton::InstantPopup);
    m_others->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *menu = new QMenu(m_others);
    menu->setToolTipsVisible(true);
    for (const FormatName &name : formatNames()) {
        QAction *action = menu->addAction(QString::fromUtf8(name.name.data(), static_cast<qsizetype>(name.name.size())));
        action->setCheckable(true);
        action->setToolTip(
            tr("%1; %2 bits a value").arg(coreText(name.summary), number::significant(bitsPerElement(name.format))));
        connect(action, &QAction::toggled, this, &StudyPanel::refresh);
    }
    m_others->setMenu(menu);
}

std::vector<NumberFormat> StudyPanel::formats() const
{
    const StudyFile &file = m_workspace->studyFile();
    return file.pending.empty() ? ticked() : file.pending;
}

std::vector<NumberFormat> StudyPanel::ticked() const
{
    std::vector<int> activations{m_activationBits->currentData().toInt()};
    if (activations.front() == 48) {
        activations = {4, 8};
    }
    std::vector<NumberFormat> formats;
    // All granularities at a bit width before the next, widest first: the curves grow together.
    for (int bits = 8; bits >= 2; --bits) {
        if (!m_weightBits[static_cast<std::size_t>(bits - 2)]->isChecked()) {
            continue;
        }
        for (const int activation : activations) {
            for (std::size_t g = 0; g < m_granularities.size(); ++g) {
                if (!m_granularities[g]->isChecked()) {
                    continue;
                }
                const int vector = m_vector->currentData().toInt();
                const int scaleBits = g == 0 ? m_scaleBits->currentData().toInt() : 0;
                const auto granularity = static_cast<Granularity>(g);
                NumberFormat format;
                format.weights = twoLevelFormat(bits, granularity, vector, scaleBits);
                format.activations = twoLevelFormat(activation == 0 ? bits : activation,
                                                    g == 0 ? Granularity::Vector : Granularity::Tensor, vector, scaleBits);
                formats.push_back(format);
            }
        }
    }
    for (const QAction *action : m_others->menu()->actions()) {
        if (action->isChecked()) {
            const NumberFormat format = namedFormat(action->text().toStdString());
            if (std::find(formats.begin(), formats.end(), format) == formats.end()) {
                formats.push_back(format);
            }
        }
    }
    if (m_rotated->isChecked()) {
        const std::vector<NumberFormat> plain = formats;
        for (NumberFormat format : plain) {
            format.preparation.hadamard = 64;
            formats.push_back(format);
        }
    }
    return formats;
}

int StudyPanel::items() const
{
    return m_items->value();
}

void StudyPanel::startOrCancel()
{
    if (m_workspace->studyRunning()) {
        m_workspace->cancelStudy();
    } else {
        m_workspace->startStudy(formats(), items());
    }
    refresh();
}

void StudyPanel::refresh()
{
    const bool running = m_workspace->studyRunning();
    const StudyFile &file = m_workspace->studyFile();
    const std::vector<NumberFormat> wanted = formats();
    const auto runs = static_cast<qint64>(wanted.size());
    const auto images = m_workspace->data();
    const qint64 count = images ? std::min<qint64>(items(), images->size()) : items();
    const auto left = std::count_if(wanted.begin(), wanted.end(),
                                    [&](const NumberFormat &format) { return !m_workspace->isStudied(format, count); });
    const bool begun = left > 0 && (left < runs || !file.pending.empty());
    const bool possible = !m_workspace->isEmpty() && images != nullptr && (file.path.isEmpty() || file.fitsNetwork);
    m_start->setText(running ? tr("&Cancel") : begun ? tr("&Go on: %1 left").arg(left) : tr("&Start study"));
    m_start->setToolTip(running ? tr("Stop; the results so far stay, and the study goes on from here")
                        : begun ? tr("Measure what is not measured yet")
                                : tr("Classify the items once in each format and in FP32"));
    m_start->setEnabled(running || (possible && left > 0));
    m_clear->setEnabled(!running && (!m_workspace->studyResults().empty() || !file.path.isEmpty()));
    m_clear->setToolTip(file.path.isEmpty() ? tr("Forget all results") : tr("Close the study's file; it stays as it is"));
    QStringList others;
    for (const QAction *action : m_others->menu()->actions()) {
        if (action->isChecked()) {
            others.append(action->text());
        }
    }
    m_others->setText(others.isEmpty() ? tr("none") : others.size() == 1 ? others.front() : tr("%1 formats").arg(others.size()));
    m_file->setVisible(!file.path.isEmpty());
    m_file->setText(m_file->fontMetrics().elidedText(QFileInfo(file.path).fileName(), Qt::ElideMiddle, 220));
    m_file->setToolTip(QDir::toNativeSeparators(file.path));
    m_runs->setText(m_workspace->isEmpty() ? QString()
                    : images == nullptr    ? tr("The open network has no data set.")
                    : !possible            ? tr("The study is of %1, or of other data or settings.").arg(file.network)
                    : runs == 0            ? tr("Tick at least one bit width and one kind of scales.")
                    : left == 0
                        ? tr("All %1 formats are measured on %2 items.").arg(number::integer(runs), number::integer(count))
                    : !file.pending.empty()
                        ? tr("%1 formats of the file are left, on %2 items").arg(number::integer(left), number::integer(count))
                        : tr("%1 formats and FP32 on %2 items").arg(number::integer(runs), number::integer(count)));
    showProgress();
}

void StudyPanel::showProgress()
{
    showWork(*m_workspace->jobs(), {m_workspace->studyJob()});
}

} // namespace vsq
