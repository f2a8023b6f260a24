// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/exportdialog.h"

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
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace vsq {

namespace {

const QString kFolderKey = QStringLiteral("export/folder");
const QString kFormatKey = QStringLiteral("export/format");

QString startFolder()
{
    const QString remembered = QSettings().value(kFolderKey).toString();
    if (!remembered.isEmpty() && QFileInfo(remembered).isDir()) {
        return remembered;
    }
    const QString pictures = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(pictures).isDir() ? pictures : QDir::homePath();
}

} // namespace

ExportDialog::ExportDialog(FigureSpec spec, QWidget *parent)
    : QDialog(parent), m_spec(std::move(spec)), m_path(new QLineEdit(this)), m_format(new QComboBox(this)),
      m_width(new QComboBox(this)), m_height(new QDoubleSpinBox(this)), m_preview(new QLabel(this)), m_beside(new QLabel(this))
{
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export Figure"));
    m_path->setObjectName(QStringLiteral("exportPath"));
    m_path->setMinimumWidth(320);
    m_path->setAccessibleName(tr("File"));
    m_format->setObjectName(QStringLiteral("exportFormat"));
    m_format->addItem(tr("PDF: vectors, embedded fonts"), QStringLiteral("pdf"));
    m_format->addItem(tr("SVG: vectors, editable"), QStringLiteral("svg"));
    m_format->addItem(tr("PNG: picture, 600 dots per inch"), QStringLiteral("png"));
    m_format->addItem(tr("CSV: the data alone"), QStringLiteral("csv"));
    m_width->setObjectName(QStringLiteral("exportWidth"));
    m_width->addItem(tr("One column, 3.5 in"), kSingleColumn);
    m_width->addItem(tr("Two columns, 7.16 in"), kDoubleColumn);
    m_width->setCurrentIndex(m_spec.width > kSingleColumn + 1 ? 1 : 0);
    m_height->setObjectName(QStringLiteral("exportHeight"));
    m_height->setRange(0.8, qMax(9.0, m_spec.height / 72.0));
    m_height->setDecimals(2);
    m_height->setSingleStep(0.1);
    m_height->setSuffix(tr(" in"));
    m_height->setValue(m_spec.height / 72.0);
    m_preview->setObjectName(QStringLiteral("exportPreview"));
    m_preview->setAlignment(Qt::AlignCenter);
    m_preview->setMinimumSize(kDoubleColumn > 0 ? 536 : 0, 240);
    m_preview->setAccessibleName(tr("Preview"));
    m_beside->setWordWrap(true);
    m_beside->setForegroundRole(QPalette::PlaceholderText);
    QPalette palette = m_beside->palette();
    palette.setColor(QPalette::WindowText, Theme::current().color(Role::MutedText));
    m_beside->setPalette(palette);

    auto *choose = new QPushButton(tr("&Browse\u2026"), this);
    choose->setObjectName(QStringLiteral("exportBrowse"));
    auto *file = new QHBoxLayout;
    file->addWidget(m_path, 1);
    file->addWidget(choose);
    auto *form = new QFormLayout;
    form->addRow(tr("F&ormat"), m_format);
    form->addRow(tr("&Width"), m_width);
    form->addRow(tr("&Height"), m_height);
    auto *fileName = new QLabel(tr("F&ile"), this);
    fileName->setBuddy(m_path); // a row of two has none by itself, and would show its ampersand
    form->addRow(fileName, file);
    form->addRow(QString(), m_beside);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_save = buttons->addButton(tr("&Export"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(QStringLiteral("exportSave"));
    m_save->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(16);
    layout->addWidget(m_preview, 1);
    layout->addLayout(form);
    layout->addWidget(buttons);

    m_format->setCurrentIndex(qMax(0, m_format->findData(QSettings().value(kFormatKey, QStringLiteral("pdf")))));
    m_path->setText(QDir(startFolder()).filePath(m_spec.id + QLatin1Char('.') + m_format->currentData().toString()));
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    connect(choose, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        const QFileInfo info(m_path->text());
        m_path->setText(info.path() + QLatin1Char('/') + info.completeBaseName() + QLatin1Char('.')
                        + m_format->currentData().toString());
        refresh();
    });
    connect(m_width, &QComboBox::currentIndexChanged, this, &ExportDialog::refresh);
    connect(m_height, &QDoubleSpinBox::valueChanged, this, &ExportDialog::refresh);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::refresh);
    refresh();
}

QString ExportDialog::path() const
{
    return m_path->text();
}

ExportOptions ExportDialog::options() const
{
    ExportOptions options;
    options.width = m_width->currentData().toDouble();
    options.height = m_height->value() * 72.0;
    return options;
}

void ExportDialog::browse()
{
    const QString chosen = QFileDialog::getSaveFileName(this, tr("Export Figure"), m_path->text(),
                                                        tr("Figures (*.pdf *.svg *.png);;Data (*.csv)"));
    if (!chosen.isEmpty()) {
        m_path->setText(QFileInfo(chosen).suffix().isEmpty() ? chosen + QLatin1Char('.') + m_format->currentData().toString()
                                                             : chosen);
    }
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
    m_beside->setText(known < 0
                          ? tr("The name must end in .pdf, .svg, .png or .csv.")
                          : tr("Beside it: %1.json (where it came from)%2")
                                .arg(info.completeBaseName(), info.suffix() == QLatin1String("csv")
                                                                  ? QString()
                                                                  : tr(" and %1.csv (its data)").arg(info.completeBaseName())));
    FigureSpec sized = m_spec;
    sized.width = options().width;
    sized.height = options().height;
    const double ratio = devicePixelRatioF();
    QImage image = figureAsImage(sized, qRound(72 * ratio));
    image.setDevicePixelRatio(ratio);
    m_preview->setPixmap(QPixmap::fromImage(image));
}

void ExportDialog::accept()
{
    QSettings settings;
    settings.setValue(kFolderKey, QFileInfo(path()).absolutePath());
    settings.setValue(kFormatKey, m_format->currentData());
    QDialog::accept();
}

} // namespace vsq
