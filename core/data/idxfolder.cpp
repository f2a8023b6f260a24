// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/idxfolder.h"

#include "core/data/imagefolder.h"
#include "core/tensor/idx.h"

#include <algorithm>
#include <filesystem>
#include <vector>

namespace vsq {

namespace {

/// "t10k-images-idx3-ubyte.gz" -> "t10k-labels-idx1-ubyte": the file of labels beside one of images, without ".gz".
std::string labelsName(std::string images)
{
    images.replace(images.find("images"), 6, "labels");
    images.replace(images.find("idx3"), 4, "idx1");
    return images.ends_with(".gz") ? images.substr(0, images.size() - 3) : images;
}

std::string imagesFile(const std::string &path, bool training)
{
    std::vector<std::string> names;
    for (const auto &entry : std::filesystem::directory_iterator(path)) {
        const std::string name = entry.path().filename().string();
        const std::size_t images = name.find("images");
        if (images != std::string::npos && name.find("idx3", images) != std::string::npos) {
            names.push_back(name);
        }
    }
    if (names.empty()) {
        const std::size_t images = imagesIn(path).size();
        throw Error({.file = path, .item = {}}, "data set",
                    images > 0 ? "a folder of images for each class in it"
                               : "a file like t10k-images-idx3-ubyte or t10k-images-idx3-ubyte.gz",
                    images > 0 ? std::to_string(images) + " images that lie in it directly: their class is the folder they are in"
                               : "none in the folder");
    }
    std::sort(names.begin(), names.end());
    const char *wanted = training ? "train" : "t10k";
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto &name) { return name.starts_with(wanted); });
    return found != names.end() ? *found : names.front();
}

} // namespace

ArraySources arraysOfIdxFolder(const std::string &path, bool training)
{
    const std::filesystem::path folder(path);
    const std::string name = imagesFile(path, training);
    const std::string images = (folder / name).string();
    std::filesystem::path labels = folder / labelsName(name);
    if (!std::filesystem::exists(labels)) {
        labels += ".gz";
    }
    const IdxHeader x = readIdxHeader(images);
    if (x.shape.size() != 3 || x.type != DType::UInt8) {
        throw Error({.file = images, .item = {}}, "images", "uint8 [items,height,width]",
                    std::string(nameOf(x.type)) + " " + toString(x.shape));
    }
    const IdxHeader y = readIdxHeader(labels.string());
    const auto readImages = [images](std::int64_t items) {
        const Tensor pixels = readIdx(images, items);
        return pixels.reshaped({pixels.dim(0), 1, pixels.dim(1), pixels.dim(2)});
    };
    const auto readLabels = [file = labels.string()](std::int64_t items) { return readIdx(file, items); };
    return {{"x", {.type = x.type, .shape = {x.shape[0], 1, x.shape[1], x.shape[2]}, .read = readImages}},
            {"y", {.type = y.type, .shape = y.shape, .read = readLabels}}};
}

} // namespace vsq
