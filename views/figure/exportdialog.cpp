// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/exportdialog.h"

#include "views/figure/figurepreset.h"
#include "views/figure/figuresheet.h"
#include "views/theme/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSettings>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace vsq {

namespace {

const QString kFolderKey = QStringLiteral("export/folder");
const QString kFormatKey = QStringLiteral("export/format");
const QString kPresetKey = QStringLiteral("export/preset");
constexpr int kPreviewDelay = 60; ///< ms

QString startFolder()
{
    const QString remembered = QSettings().value(kFolderKey).toString();
    if (!remembered.isEmpty() && QFileInfo(remembered).isDir()) {
        return remembered;
    }
    const QString pictures = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(pictures).isDir() ? pictures : QDir::homePath();
}

/// Pixels of a point where a point is 1/72 inch on the glass; what screens say of their size is not always to be believed.
double pixelsOfPoint(const QScreen *screen)
{
    const double physical = screen->physicalDotsPerInch();
    const double dots = physical > 60.0 && physical < 350.0 ? physical : screen->logicalDotsPerInch();
    return dots / 72.0;
}

} // namespace

ExportDialog::ExportDialog(const FigureSpec &spec, QWidget *parent) : ExportDialog(std::vector<FigureSpec>{spec}, 0, parent) {}

ExportDialog::ExportDialog(std::vector<FigureSpec> all, int current, QWidget *parent)
    : QDialog(parent), m_all(std::move(all)), m_plots(new QListWidget(this)), m_columns(new QSpinBox(this)),
      m_path(new QLineEdit(this)), m_format(new QComboBox(this)), m_preset(new QComboBox(this)),
      m_height(new QDoubleSpinBox(this)), m_preview(new QLabel(this)), m_size(new QLabel(this)), m_beside(new QLabel(this))
{
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export figure"));
    for (int i = 0; i < static_cast<int>(m_all.size()); ++i) {
        auto *item = new QListWidgetItem(m_all[static_cast<std::size_t>(i)].title, m_plots);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(i == current ? Qt::Checked : Qt::Unchecked);
    }
    m_plots->setCurrentRow(current);
    buildFields();

    auto *choose = new QPushButton(tr("&Browse\u2026"), this);
    choose->setObjectName(QStringLiteral("exportBrowse"));
    choose->setToolTip(tr("Choose the file in a dialog"));
    auto *file = new QHBoxLayout;
    file->addWidget(m_path, 1);
    file->addWidget(choose);
    auto *form = new QFormLayout;
    if (m_all.size() > 1) {
        form->addRow(tr("P&lots"), m_plots);
        form->addRow(tr("Beside each othe&r"), m_columns);
    } else {
        m_plots->hide();
        m_columns->hide();
    }
    form->addRow(tr("F&ormat"), m_format);
    form->addRow(tr("&For"), m_preset);
    form->addRow(tr("&Height"), m_height);
    auto *fileName = new QLabel(tr("F&ile"), this);
    fileName->setBuddy(m_path); // a row of two has none by itself, and would show its ampersand
    form->addRow(fileName, file);
    form->addRow(QString(), m_beside);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("exportScroll"));
    scroll->setAccessibleName(tr("Preview"));
    scroll->setWidget(m_preview);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setMinimumHeight(240);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_save = buttons->addButton(tr("&Export"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(QStringLiteral("exportSave"));
    m_save->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_size);
    layout->addLayout(form);
    layout->addWidget(buttons);

    m_format->setCurrentIndex(qMax(0, m_format->findData(QSettings().value(kFormatKey, QStringLiteral("pdf")))));
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    connect(choose, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        const QFileInfo info(m_path->text());
        m_path->setText(info.path() + QLatin1Char('/') + info.completeBaseName() + QLatin1Char('.')
                        + m_format->currentData().toString());
        refresh();
    });
    m_soon.setSingleShot(true);
    m_soon.setInterval(kPreviewDelay);
    connect(&m_soon, &QTimer::timeout, this, &ExportDialog::showPreview);
    connect(m_preset, &QComboBox::currentIndexChanged, this, &ExportDialog::chosenChanged);
    connect(m_columns, &QSpinBox::valueChanged, this, &ExportDialog::chosenChanged);
    connect(m_plots, &QListWidget::itemChanged, this, [this, before = chosen().size()]() mutable {
        // Several plots beside each other need the width of a page.
        const QString preset = m_preset->currentData().toString();
        if (before == 1 && chosen().size() > 1 && m_columns->value() > 1 && preset.endsWith(QLatin1String("-column"))) {
            const QSignalBlocker once(m_preset);
            m_preset->setCurrentIndex(m_preset->findData(preset.section(QLatin1Char('-'), 0, 0) + QStringLiteral("-page")));
        }
        before = chosen().size();
        chosenChanged();
    });
    connect(m_height, &QDoubleSpinBox::valueChanged, this, &ExportDialog::refresh);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::refresh);
    chosenChanged();
    m_path->setText(QDir(startFolder()).filePath(figure().id + QLatin1Char('.') + m_format->currentData().toString()));
    showPreview();
    resize(760, 720); // two columns at their true size
}

void ExportDialog::buildFields()
{
    m_plots->setObjectName(QStringLiteral("exportPlots"));
    m_plots->setAccessibleName(tr("Plots"));
    m_plots->setToolTip(tr("Several become one figure: (a), (b), ... with one scale and one legend where they have the same"));
    m_plots->setMaximumHeight(m_plots->sizeHintForRow(0) * std::min(static_cast<int>(m_all.size()), 4) + 8);
    m_columns->setObjectName(QStringLiteral("exportColumns"));
    m_columns->setAccessibleName(tr("Plots beside each other"));
    m_columns->setToolTip(tr("How many of the plots stand in a row"));
    m_columns->setRange(1, std::max(1, static_cast<int>(m_all.size())));
    m_columns->setValue(std::min(2, m_columns->maximum()));
    m_path->setObjectName(QStringLiteral("exportPath"));
    m_path->setMinimumWidth(320);
    m_path->setAccessibleName(tr("File"));
    m_path->setToolTip(tr("Where it is written"));
    m_format->setObjectName(QStringLiteral("exportFormat"));
    m_format->setAccessibleName(tr("Format"));
    m_format->setToolTip(tr("What is written"));
    m_format->addItem(tr("PDF: vectors, embedded fonts"), QStringLiteral("pdf"));
    m_format->addItem(tr("SVG: vectors, editable"), QStringLiteral("svg"));
    m_format->addItem(tr("PNG: picture, 600 dots per inch"), QStringLiteral("png"));
    m_format->addItem(tr("LaTeX: pgfplots or booktabs source"), QStringLiteral("tex"));
    m_format->addItem(tr("CSV: the data alone"), QStringLiteral("csv"));
    m_preset->setObjectName(QStringLiteral("exportPreset"));
    m_preset->setAccessibleName(tr("For"));
    m_preset->setToolTip(tr("Width, type and weight of lines as the publisher wants them"));
    for (const FigurePreset &preset : figurePresets()) {
        m_preset->addItem(preset.name, preset.id);
    }
    const bool wide = m_all.front().width > kSingleColumn + 1;
    const int last = m_preset->findData(QSettings().value(kPresetKey));
    m_preset->setCurrentIndex(last >= 0 ? last : wide ? 1 : 0);
    m_height->setObjectName(QStringLiteral("exportHeight"));
    m_height->setAccessibleName(tr("Height"));
    m_height->setToolTip(tr("Height of the whole figure"));
    m_height->setRange(0.8, 11.0);
    m_height->setDecimals(2);
    m_height->setSingleStep(0.1);
    m_height->setSuffix(tr(" in"));
    m_preview->setObjectName(QStringLiteral("exportPreview"));
    m_preview->setAlignment(Qt::AlignCenter);
    m_preview->setAccessibleName(tr("Preview"));
    m_size->setObjectName(QStringLiteral("exportSize"));
    m_beside->setObjectName(QStringLiteral("exportBeside"));
    m_beside->setWordWrap(true);
    QPalette quiet = m_beside->palette();
    quiet.setColor(QPalette::WindowText, Theme::current().color(Role::MutedText));
    m_beside->setPalette(quiet);
    m_size->setPalette(quiet);
}

std::vector<FigureSpec> ExportDialog::chosen() const
{
    std::vector<FigureSpec> plots;
    for (int i = 0; i < m_plots->count(); ++i) {
        if (m_plots->item(i)->checkState() == Qt::Checked) {
            plots.push_back(m_all[static_cast<std::size_t>(i)]);
        }
    }
    if (plots.empty()) {
        plots.push_back(m_all[static_cast<std::size_t>(std::max(0, m_plots->currentRow()))]);
    }
    return plots;
}

FigureSpec ExportDialog::figure() const
{
    std::vector<FigureSpec> plots = chosen();
    return plots.size() == 1 ? plots.front() : sheetOf(std::move(plots), m_columns->value());
}

QString ExportDialog::path() const
{
    return m_path->text();
}

ExportOptions ExportDialog::options() const
{
    ExportOptions options;
    options.preset = m_preset->currentData().toString();
    options.height = m_height->value() * 72.0;
    return options;
}

void ExportDialog::browse()
{
    const QString picked = QFileDialog::getSaveFileName(this, tr("Export figure"), m_path->text(),
                                                        tr("Figures (*.pdf *.svg *.png *.tex);;Data (*.csv)"));
    if (!picked.isEmpty()) {
        m_path->setText(QFileInfo(picked).suffix().isEmpty() ? picked + QLatin1Char('.') + m_format->currentData().toString()
                                                             : picked);
    }
}

void ExportDialog::chosenChanged()
{
    // The height that these plots have by themselves at this size.
    ExportOptions natural = options();
    natural.height = kUnset;
    m_height->setValue(sizedFigure(figure(), natural).height / 72.0);
    m_columns->setEnabled(chosen().size() > 1);
    refresh();
}

void ExportDialog::refresh()
{
    const QFileInfo info(m_path->text());
    const int known = m_format->findData(info.suffix().toLower());
    if (known >= 0 && known != m_format->currentIndex()) {
        const QSignalBlocker blocker(m_format);
        m_format->setCurrentIndex(known);
    }
    m_save->setEnabled(known >= 0 && !info.completeBaseName().isEmpty());
    const QString others = chosen().size() > 1                     ? tr(" and %1-a.csv, %1-b.csv \u2026 (their data)")
                           : info.suffix() == QLatin1String("csv") ? QString()
                                                                   : tr(" and %1.csv (its data)");
    m_beside->setText(known < 0
                          ? tr("The name must end in .pdf, .svg, .png, .csv or .tex.")
                          : tr("Beside it: %1.json (where it came from)%2")
                                .arg(info.completeBaseName(), others.isEmpty() ? others : others.arg(info.completeBaseName())));
    m_soon.start();
}

void ExportDialog::showPreview()
{
    const FigureSpec sized = sizedFigure(figure(), options());
    const double ratio = devicePixelRatioF();
    const double dots = pixelsOfPoint(screen()) * 72.0;
    QImage image = figureAsImage(sized, qRound(dots * ratio));
    image.setDevicePixelRatio(ratio);
    m_preview->setPixmap(QPixmap::fromImage(image));
    m_size->setText(tr("%1 \u00d7 %2 in, at its true size")
                        .arg(QLocale().toString(sized.width / 72.0, 'f', 2), QLocale().toString(sized.height / 72.0, 'f', 2)));
}

void ExportDialog::accept()
{
    QSettings settings;
    settings.setValue(kFolderKey, QFileInfo(path()).absolutePath());
    settings.setValue(kFormatKey, m_format->currentData());
    settings.setValue(kPresetKey, m_preset->currentData());
    QDialog::accept();
}

} // namespace vsq
