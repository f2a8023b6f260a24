// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/figurepreset.h"

#include "views/figure/figurespec.h"

#include <QCoreApplication>

#include <algorithm>

namespace vsq {

const std::vector<FigurePreset> &figurePresets()
{
    constexpr double kMillimetre = 72.0 / 25.4;
    const auto name = [](const char *text) { return QCoreApplication::translate("vsq::FigurePreset", text); };
    static const std::vector<FigurePreset> presets{
        {QStringLiteral("ieee-column"), name(QT_TRANSLATE_NOOP("vsq::FigurePreset", "IEEE, one column: 3.5 in, 8 pt")),
         kSingleColumn, 9.0 * 72, 8.0, 0.5, 1.0, 3.6},
        {QStringLiteral("ieee-page"), name(QT_TRANSLATE_NOOP("vsq::FigurePreset", "IEEE, two columns: 7.16 in, 8 pt")),
         kDoubleColumn, 9.0 * 72, 8.0, 0.5, 1.0, 3.6},
        {QStringLiteral("nature-column"), name(QT_TRANSLATE_NOOP("vsq::FigurePreset", "Nature, one column: 89 mm, 7 pt")),
         89.0 * kMillimetre, 247.0 * kMillimetre, 7.0, 0.5, 0.75, 3.2},
        {QStringLiteral("nature-page"), name(QT_TRANSLATE_NOOP("vsq::FigurePreset", "Nature, two columns: 183 mm, 7 pt")),
         183.0 * kMillimetre, 247.0 * kMillimetre, 7.0, 0.5, 0.75, 3.2},
        {QStringLiteral("slide"), name(QT_TRANSLATE_NOOP("vsq::FigurePreset", "Slide, 16:9: 10 in, 18 pt")), 10.0 * 72,
         5.625 * 72, 18.0, 1.25, 2.5, 8.0},
    };
    return presets;
}

const FigurePreset &figurePreset(const QString &id)
{
    const auto &all = figurePresets();
    const auto found = std::find_if(all.begin(), all.end(), [&](const FigurePreset &preset) { return preset.id == id; });
    return found == all.end() ? all.front() : *found;
}

} // namespace vsq
