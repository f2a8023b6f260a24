// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/idxfolder.h"

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

std::string imagesFile(const std::string &path)
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
        throw Error({.file = path, .item = {}}, "data set", "a file like t10k-images-idx3-ubyte or t10k-images-idx3-ubyte.gz",
                    "none in the folder");
    }
    std::sort(names.begin(), names.end());
    const auto test = std::find_if(names.begin(), names.end(), [](const auto &name) { return name.starts_with("t10k"); });
    return test != names.end() ? *test : names.front();
}

} // namespace

std::map<std::string, Tensor> readIdxFolder(const std::string &path)
{
    const std::filesystem::path folder(path);
    const std::string images = imagesFile(path);
    std::filesystem::path labels = folder / labelsName(images);
    if (!std::filesystem::exists(labels)) {
        labels += ".gz";
    }
    const Tensor x = readIdx((folder / images).string());
    if (x.rank() != 3 || x.dtype() != DType::UInt8) {
        throw Error({.file = (folder / images).string(), .item = {}}, "images", "uint8 [items,height,width]",
                    std::string(nameOf(x.dtype())) + " " + toString(x.shape()));
    }
    return {{"x", x.reshaped({x.dim(0), 1, x.dim(1), x.dim(2)})}, {"y", readIdx(labels.string())}};
}

} // namespace vsq
