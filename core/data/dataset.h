// SPDX-License-Identifier: GPL-3.0-or-later
// Labelled data to evaluate a network on: .npz with x and y, a folder of IDX files, a folder of images one directory a class,
// or a table of texts.
#pragma once

#include "core/network/graph.h"

#include <memory>
#include <string>
#include <vector>

namespace vsq {

/// Items that are made when they are asked for. Thread-safe.
class ItemReader {
public:
    virtual ~ItemReader() = default;
    /// One tensor for each input of the network, first dimension = end - begin. Throws Error naming what cannot be read.
    [[nodiscard]] virtual std::vector<Tensor> read(std::int64_t begin, std::int64_t end) const = 0;
};

struct Dataset {
    std::string path;
    /// One tensor for each input of the network (graph.inputs' order), first dimension = items. IDX images come as
    /// float32 [items, 1, height, width], pixel / 255. Empty where a reader makes the items.
    std::vector<Tensor> inputs;
    std::shared_ptr<const ItemReader> reader; ///< folders of images: too large to hold at once
    std::vector<std::int64_t> labels;         ///< [items]; empty where the labels are real numbers
    std::vector<double> targets;              ///< [items] real labels; empty where they are classes
    std::vector<std::string> classes;         ///< names of the classes, where the data have them

    [[nodiscard]] std::int64_t size() const
    {
        return static_cast<std::int64_t>(targets.empty() ? labels.size() : targets.size());
    }
    /// Items begin .. end-1, one tensor an input.
    [[nodiscard]] std::vector<Tensor> batch(std::int64_t begin, std::int64_t end) const;
};

struct DatasetOptions {
    std::int64_t limit = 0;  ///< only the first items; 0: all
    std::string vocabulary;  ///< vocab.txt of a table of texts; empty: the one beside it
    bool realLabels = false; ///< of a table of texts: labels are real numbers even where all are whole
};

/// Throws Error naming file, array, expected and found; checks that the items have the shape that the network's inputs want.
Dataset loadDataset(const std::string &path, const Graph &graph, const DatasetOptions &options);
inline Dataset loadDataset(const std::string &path, const Graph &graph, std::int64_t limit = 0)
{
    return loadDataset(path, graph, DatasetOptions{.limit = limit, .vocabulary = {}});
}

} // namespace vsq
