// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/tuningcheckpoint.h"

#include "core/base/file.h"
#include "core/tensor/npz.h"

#include <array>
#include <filesystem>
#include <span>
#include <utility>

namespace vsq {

namespace {

constexpr int kVersion = 3;
const char *const kWhat = "checkpoint of a fine-tuning";
const char *const kHead = "checkpoint";

/// The parts by the names that their arrays begin with; tensors are numbered: networks' names may be anything.
template <typename Checkpoint>
auto partsOf(Checkpoint &checkpoint)
{
    return std::array{std::pair("weights", &checkpoint.weights), std::pair("average", &checkpoint.average),
                      std::pair("best", &checkpoint.best), std::pair("first", &checkpoint.first),
                      std::pair("second", &checkpoint.second)};
}

[[noreturn]] void refuse(const std::string &path, const std::string &item, const std::string &expected, const std::string &found)
{
    throw Error({.file = path, .item = item}, kWhat, expected, found + " (remove the file to start anew)");
}

/// The first setting that is not the same.
void requireSame(const std::string &path, const Json &expected, const Json &found)
{
    for (const auto &[name, value] : expected.items()) {
        if (found.contains(name) && found.at(name) == value) {
            continue;
        }
        const std::string item = "setting '" + name + "'";
        if (name.ends_with("_data")) { // a hash, which tells people nothing
            refuse(path, item, "the items to fine-tune on and to judge by", "others");
        }
        refuse(path, item, shownJson(value), found.contains(name) ? shownJson(found.at(name)) : "none");
    }
}

} // namespace

void writeCheckpoint(const std::string &path, const TuningCheckpoint &checkpoint)
{
    std::map<std::string, Tensor> arrays;
    Json head{{kHead, kVersion}, {"network", checkpoint.network}, {"settings", checkpoint.settings}, {"state", checkpoint.state}};
    for (const auto &[name, part] : partsOf(checkpoint)) {
        Json names = Json::array();
        for (const auto &[parameter, tensor] : *part) {
            arrays.emplace(std::string(name) + "." + std::to_string(names.size()), tensor);
            names.push_back(parameter);
        }
        head[name] = std::move(names);
    }
    const std::string text = jsonText(head, -1);
    const std::span<const std::uint8_t> bytes(reinterpret_cast<const std::uint8_t *>(text.data()), text.size());
    arrays.emplace(kHead, Tensor::of<std::uint8_t>({static_cast<std::int64_t>(text.size())}, bytes));
    writeNpz(path, arrays);
}

std::optional<TuningCheckpoint> readCheckpoint(const std::string &path, const std::string &network, const Json &settings,
                                               const TensorMap &parameters)
{
    std::error_code code;
    if (!std::filesystem::exists(path, code)) {
        return std::nullopt;
    }
    requireRegularFile(path, "a checkpoint of a fine-tuning"); // what is none is not to be removed
    std::map<std::string, Tensor> arrays;
    try {
        arrays = readNpz(path);
    } catch (const Error &error) {
        refuse(path, {}, "one that vsq finetune wrote", error.problem() + (error.found().empty() ? "" : ", " + error.found()));
    }
    const auto found = arrays.find(kHead);
    if (found == arrays.end() || found->second.dtype() != DType::UInt8) {
        refuse(path, {}, "one that vsq finetune wrote", "another .npz file");
    }
    const auto bytes = found->second.values<std::uint8_t>();
    const Json head = parseJson({reinterpret_cast<const char *>(bytes.data()), bytes.size()}, path, kWhat);
    if (!head.contains(kHead) || head.at(kHead) != kVersion) {
        refuse(path, "version", std::to_string(kVersion), head.contains(kHead) ? shownJson(head.at(kHead)) : "none");
    }
    if (textField(head, "network", path) != network) {
        refuse(path, "network", "the one to fine-tune (" + network + ")", "another (" + textField(head, "network", path) + ")");
    }
    requireSame(path, settings, field(head, "settings", path));
    TuningCheckpoint checkpoint{.network = network,
                                .settings = settings,
                                .state = field(head, "state", path),
                                .weights = {},
                                .average = {},
                                .best = {},
                                .first = {},
                                .second = {}};
    for (const auto &[name, part] : partsOf(checkpoint)) {
        std::size_t number = 0;
        for (const Json &parameter : field(head, name, path)) {
            const auto tensor = arrays.find(std::string(name) + "." + std::to_string(number++));
            const std::string of = parameter.is_string() ? parameter.get<std::string>() : std::string();
            const auto wanted = parameters.find(of);
            if (tensor == arrays.end() || wanted == parameters.end() || tensor->second.shape() != wanted->second.shape()
                || tensor->second.dtype() != DType::Float32) {
                refuse(path, "parameter '" + of + "'", "the network's", tensor == arrays.end() ? "none" : "another");
            }
            part->insert_or_assign(of, tensor->second);
        }
    }
    if (checkpoint.weights.size() != parameters.size() || checkpoint.best.size() != parameters.size()
        || (!checkpoint.average.empty() && checkpoint.average.size() != parameters.size())) {
        refuse(path, "parameters", std::to_string(parameters.size()), std::to_string(checkpoint.weights.size()));
    }
    return checkpoint;
}

} // namespace vsq
