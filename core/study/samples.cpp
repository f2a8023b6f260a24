// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/samples.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json.h"

#include <cstdlib>
#include <filesystem>

namespace vsq {

namespace fs = std::filesystem;

namespace {

constexpr const char *kManifest = "manifest.json";

std::string textOf(const Json &entry, const char *key)
{
    return entry.contains(key) && entry.at(key).is_string() ? entry.at(key).get<std::string>() : std::string();
}

} // namespace

std::string samplesFolder()
{
    if (const char *chosen = std::getenv("VSQ_SAMPLES"); chosen != nullptr && *chosen != '\0') {
        return chosen;
    }
    std::error_code code;
    const fs::path program = fs::read_symlink("/proc/self/exe", code);
    for (const fs::path &folder : {program.parent_path() / "../share/vsqscope/samples", fs::path(VSQ_SOURCE_SAMPLES)}) {
        if (fs::exists(folder / kManifest, code)) {
            return fs::weakly_canonical(folder, code).string();
        }
    }
    return {};
}

std::vector<Sample> listSamples(const std::string &folder)
{
    std::vector<Sample> samples;
    if (folder.empty()) {
        return samples;
    }
    const fs::path manifest = fs::path(folder) / kManifest;
    const Json json = parseJson(readFile(manifest.string(), "a manifest of samples"), manifest.string(), "manifest of samples");
    // Either a list of samples or an object that has it beside lists of other things.
    const Json list = json.is_object() && json.contains("samples") ? json.at("samples") : json;
    if (!list.is_array()) {
        throw Error({.file = manifest.string(), .item = {}}, "damaged manifest", "a JSON list of samples", list.type_name());
    }
    for (const Json &entry : list) {
        const std::string file = textOf(entry, "file");
        std::error_code code;
        if (file.empty() || !fs::exists(fs::path(folder) / file, code)) {
            continue;
        }
        Sample sample;
        sample.path = (fs::path(folder) / file).string();
        const std::string data = textOf(entry, "data");
        sample.dataPath = data.empty() ? std::string() : (fs::path(folder) / data).string();
        sample.title = textOf(entry, "title").empty() ? file : textOf(entry, "title");
        sample.description = textOf(entry, "description");
        samples.push_back(std::move(sample));
    }
    return samples;
}

} // namespace vsq
