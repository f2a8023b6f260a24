// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/preferencesdialog.h"

#include "app/gui/settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QVBoxLayout>

namespace vsq {

PreferencesDialog::PreferencesDialog(Settings &settings, QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("preferencesDialog"));
    setWindowTitle(tr("Preferences"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *theme = new QComboBox(this);
    theme->setObjectName(QStringLiteral("themeBox"));
    theme->setAccessibleName(tr("Theme"));
    theme->setToolTip(tr("Light or dark colours"));
    theme->addItem(tr("Follow the desktop"), static_cast<int>(Theme::Preference::System));
    theme->addItem(tr("Light"), static_cast<int>(Theme::Preference::Light));
    theme->addItem(tr("Dark"), static_cast<int>(Theme::Preference::Dark));
    theme->setCurrentIndex(theme->findData(static_cast<int>(settings.theme())));
    auto *motion = new QCheckBox(tr("Reduced motion: nothing glows or fades"), this);
    motion->setObjectName(QStringLiteral("reducedMotionBox"));
    motion->setToolTip(tr("What changed in the last step is marked without fading"));
    motion->setChecked(settings.reducedMotion());
    connect(theme, &QComboBox::activated, this, [this, &settings, theme] {
        settings.setTheme(static_cast<Theme::Preference>(theme->currentData().toInt()));
        Q_EMIT changed();
    });
    connect(motion, &QCheckBox::toggled, this, [this, &settings](bool on) {
        settings.setReducedMotion(on);
        Q_EMIT changed();
    });
    auto *form = new QFormLayout;
    form->setSpacing(Theme::kGrid);
    form->addRow(tr("Theme"), theme);
    form->addRow(motion);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * Theme::kGrid, 2 * Theme::kGrid, 2 * Theme::kGrid, 2 * Theme::kGrid);
    layout->setSpacing(2 * Theme::kGrid);
    layout->addLayout(form);
    layout->addWidget(buttons);
}

} // namespace vsq
