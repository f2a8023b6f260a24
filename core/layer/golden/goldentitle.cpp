// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/golden/goldentitle.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/chip/effects.h"

#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <sstream>

namespace vsq {

std::string settingsOf(const ChipConfig &config)
{
    std::string text;
    for (const auto &[field, value] : changedFields(config)) {
        if ((effectsOf(field) & EffectOnEnergy) == 0) {
            text += fmt::format("{}{}={}", text.empty() ? "" : " ", field, value);
        }
    }
    return text.empty() ? "as published" : text;
}

GoldenTitle titleOf(const GoldenKit &kit, const OpenedChip &chip)
{
    GoldenTitle title;
    title.layer = chip.data().layer.name;
    for (char &letter : title.layer) { // it stands within a string of the bench
        letter = letter == '"' || letter == '\\' || static_cast<unsigned char>(letter) < ' ' ? '_' : letter;
    }
    title.product = chip.data().index;
    title.mode = nameOf(chip.mode());
    title.firstTile = kit.firstTile;
    title.lastTile = kit.lastTile;
    title.settings = settingsOf(chip.config());
    title.check = 2166136261U; // FNV-1a over the words' own
    for (const GoldenBits &word : kit.checks.words) {
        title.check = (title.check ^ word[0]) * 16777619U;
    }
    return title;
}

std::string toText(const GoldenTitle &title, bool all)
{
    return fmt::format("layer '{}', product {}, {}, tiles {} .. {}{}{}", title.layer, title.product, title.mode, title.firstTile,
                       title.lastTile, title.settings.empty() ? "" : ", settings " + title.settings,
                       all ? fmt::format(", check {:08x}", title.check) : "");
}

std::optional<GoldenTitle> goldenTitleFrom(std::string_view text)
{
    static const std::regex form(
        R"(layer '(.*)', product (\d{1,18}), (\w+), tiles (\d{1,18}) \.\. (\d{1,18})(?:, settings (.*))?, check ([0-9a-f]{8})\s*)");
    std::cmatch found;
    if (!std::regex_match(text.data(), text.data() + text.size(), found, form)) {
        return std::nullopt;
    }
    GoldenTitle title;
    title.layer = found[1];
    title.product = std::stoll(found[2]);
    title.mode = found[3];
    title.firstTile = std::stoll(found[4]);
    title.lastTile = std::stoll(found[5]);
    title.settings = found[6];
    title.check = static_cast<std::uint32_t>(std::stoul(found[7], nullptr, 16));
    return title;
}

std::optional<GoldenTitle> titleOfDump(const std::string &path)
{
    constexpr std::string_view kMark = "// kit: ";
    std::istringstream lines(readFile(path, "a dump of the bench"));
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(kMark)) {
            return goldenTitleFrom(std::string_view(line).substr(kMark.size()));
        }
    }
    return std::nullopt;
}

void requireSame(const GoldenTitle &kit, const GoldenTitle &dump, const std::string &path)
{
    const char *what = dump.layer != kit.layer       ? "the dump is of another layer"
                       : dump.product != kit.product ? "the dump is of another of the layer's products"
                       : dump.mode != kit.mode       ? "the dump is of another format"
                       : !dump.settings.empty() && dump.settings != kit.settings
                           ? "the dump is of another configuration of the chip"
                       : dump.firstTile != kit.firstTile || dump.lastTile != kit.lastTile ? "the dump is of other tiles"
                       : dump.check != kit.check ? "the dump is of other golden vectors (inputs, weights or scales differ)"
                                                 : nullptr;
    if (what != nullptr) {
        const bool all = dump.check != kit.check;
        throw Error({.file = path, .item = {}}, what, toText(kit, all), toText(dump, all));
    }
}

} // namespace vsq
