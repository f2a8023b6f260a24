// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/weights/checkpoint.h"

#include "core/base/json.h"
#include "core/tensor/floatrange.h"
#include "core/tensor/npz.h"
#include "core/tensor/safetensors.h"

#include <array>
#include <filesystem>
#include <set>

namespace vsq {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kIndexEnding = ".safetensors.index.json";

/// "model-00001-of-00003.safetensors" has its index beside it: that file's name, else empty.
std::string indexBeside(const std::string &path)
{
    const fs::path file(path);
    const std::string name = file.filename().string();
    const std::size_t of = name.rfind("-of-");
    const std::size_t number = of == std::string::npos ? std::string::npos : name.rfind('-', of - 1);
    if (number == std::string::npos || !name.ends_with(".safetensors")) {
        return {};
    }
    const fs::path index = file.parent_path() / (name.substr(0, number) + std::string(kIndexEnding));
    std::error_code code;
    return fs::is_regular_file(index, code) ? index.string() : std::string();
}

void requireFloatRanges(const std::map<std::string, Tensor> &tensors, const std::string &path)
{
    for (const auto &[name, tensor] : tensors) {
        requireFloatRange(tensor, {.file = path, .item = "tensor '" + name + "'"});
    }
}

Checkpoint fromSafetensors(const std::string &path)
{
    Checkpoint checkpoint;
    checkpoint.mapped.push_back(MappedFile::open(path, "a safetensors file"));
    checkpoint.tensors = readSafetensors(checkpoint.mapped.front());
    requireFloatRanges(checkpoint.tensors, path);
    return checkpoint;
}

/// Tensors by the file that the index names for each; the files lie in the index's folder.
std::map<std::string, std::set<std::string>> shardsOf(const std::string &index)
{
    const Json json = parseJson(readFile(index, "an index of weights"), index, "index of weights");
    const Json &map = field(json, "weight_map", index);
    std::map<std::string, std::set<std::string>> shards;
    if (!map.is_object() || map.empty()) {
        throw Error({index, "'weight_map'"}, "kind", "an object of tensors and files", shownJson(map));
    }
    for (const auto &[tensor, file] : map.items()) {
        const std::string name = file.is_string() ? file.get<std::string>() : std::string();
        if (name.empty() || fs::path(name).filename().string() != name || name == "..") {
            throw Error({.file = index, .item = "tensor '" + tensor + "'"}, "file", "a name in the index's folder",
                        shownJson(file));
        }
        shards[name].insert(tensor);
    }
    return shards;
}

Checkpoint fromShards(const std::string &index)
{
    Checkpoint whole;
    for (const auto &[name, tensors] : shardsOf(index)) {
        const std::string file = (fs::path(index).parent_path() / name).string();
        Checkpoint part = fromSafetensors(file);
        for (const std::string &tensor : tensors) {
            if (!part.tensors.contains(tensor)) {
                throw Error({.file = file, .item = "tensor '" + tensor + "'"}, "missing",
                            "one of that name, as " + index + " says", std::to_string(part.tensors.size()) + " others");
            }
        }
        for (auto &[tensor, value] : part.tensors) {
            if (!whole.tensors.emplace(tensor, std::move(value)).second) {
                throw Error({.file = file, .item = "tensor '" + tensor + "'"}, "name", "each tensor in one file", "it in two");
            }
        }
        whole.otherFiles.push_back(file);
        whole.mapped.insert(whole.mapped.end(), part.mapped.begin(), part.mapped.end());
    }
    return whole;
}

/// What training and compiling wrap a network in, in front of all of its names.
std::string_view withoutWrappers(std::string_view name)
{
    constexpr std::array<std::string_view, 5> kWrappers{"module.", "model.", "_orig_mod.", "base_model.", "net."};
    for (bool found = true; found;) {
        found = false;
        for (const std::string_view wrapper : kWrappers) {
            if (name.starts_with(wrapper) && name.size() > wrapper.size()) {
                name.remove_prefix(wrapper.size());
                found = true;
            }
        }
    }
    return name;
}

/// Before 2020 Hugging Face wrote gamma and beta, as TensorFlow had it.
std::string withModernEnding(std::string name)
{
    if (name.ends_with(".LayerNorm.gamma")) {
        name.replace(name.size() - 5, 5, "weight");
    } else if (name.ends_with(".LayerNorm.beta")) {
        name.replace(name.size() - 4, 4, "bias");
    }
    return name;
}

std::map<std::string, Tensor> withPlainNames(std::map<std::string, Tensor> &&tensors, const std::string &path)
{
    std::map<std::string, Tensor> renamed;
    for (auto &[name, tensor] : tensors) {
        const std::string plain = withModernEnding(std::string(withoutWrappers(name)));
        if (!renamed.emplace(plain, std::move(tensor)).second) {
            throw Error({.file = path, .item = "tensor '" + name + "'"}, "name",
                        "one tensor that is '" + plain + "' without its prefix", "two");
        }
    }
    return renamed;
}

} // namespace

void Checkpoint::release() const
{
    for (const auto &file : mapped) {
        file->release();
    }
}

bool isWeightsFile(std::string_view path)
{
    return path.ends_with(".safetensors") || path.ends_with(".npz") || path.ends_with(kIndexEnding);
}

Checkpoint readCheckpoint(const std::string &path)
{
    Checkpoint checkpoint;
    if (path.ends_with(".npz")) {
        checkpoint.tensors = readNpz(path);
        requireFloatRanges(checkpoint.tensors, path);
    } else if (path.ends_with(kIndexEnding)) {
        checkpoint = fromShards(path);
    } else if (const std::string index = indexBeside(path); !index.empty()) {
        checkpoint = fromShards(index);
        checkpoint.notes.push_back("One of several files: all that " + index + " lists are read.");
        std::erase(checkpoint.otherFiles, path);
        checkpoint.otherFiles.push_back(index);
    } else {
        checkpoint = fromSafetensors(path);
    }
    checkpoint.tensors = withPlainNames(std::move(checkpoint.tensors), path);
    return checkpoint;
}

} // namespace vsq
