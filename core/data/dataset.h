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
    /// The word pieces that an item is made of, padding among them where the network fixes the length; empty: no text.
    [[nodiscard]] virtual std::vector<std::string> tokens(std::int64_t) const { return {}; }
};

struct Dataset {
    std::string path;
    /// One tensor for each input of the network (graph.inputs' order), first dimension = items. IDX images come as
    /// float32 [items, 1, height, width], pixel / 255. Empty where a reader makes the items.
    std::vector<Tensor> inputs;
    std::shared_ptr<const ItemReader> reader; ///< folders of images, tables of texts: too large to hold at once
    std::vector<std::int64_t> labels;         ///< [items]; empty where the labels are real numbers
    std::vector<double> targets;              ///< [items] real labels; empty where they are classes
    std::vector<std::string> classes;         ///< names of the classes, where the data have them
    std::vector<std::int64_t> lines;          ///< of the file, 1-based, where the items are rows of a table
    std::vector<std::string> warnings;        ///< what of the data may not be as it was meant, one sentence each

    [[nodiscard]] std::int64_t size() const
    {
        return static_cast<std::int64_t>(targets.empty() ? labels.size() : targets.size());
    }
    /// "item 3", "line 5": where an item stands, for messages.
    [[nodiscard]] std::string placeOf(std::int64_t item) const;
    /// Items begin .. end-1, one tensor an input.
    [[nodiscard]] std::vector<Tensor> batch(std::int64_t begin, std::int64_t end) const;
    /// The word pieces of an item of a table of texts, one for each row that it makes in the network's products; else empty.
    [[nodiscard]] std::vector<std::string> tokens(std::int64_t item) const
    {
        return reader && item >= 0 && item < size() ? reader->tokens(item) : std::vector<std::string>();
    }
};

/// Whether a label can be the number of a class: whole, and no larger than any network has classes.
bool isClassNumber(double label);

struct DatasetOptions {
    std::int64_t limit = 0;  ///< only the first items; 0: all
    std::string vocabulary;  ///< vocab.txt of a table of texts; empty: the one beside it
    bool realLabels = false; ///< labels are real numbers even where all are whole
    bool training = false;   ///< of a folder of IDX files the training set, where there is one
};

/// Labels are all whole numbers (classes), or all real ones where one is not whole or options.realLabels says so.
/// Throws Error naming file, array, expected and found, for NaN too; checks that the items have the shape that the network's
/// inputs want before it reads them.
Dataset loadDataset(const std::string &path, const Graph &graph, const DatasetOptions &options);
inline Dataset loadDataset(const std::string &path, const Graph &graph, std::int64_t limit = 0)
{
    return loadDataset(path, graph, DatasetOptions{.limit = limit, .vocabulary = {}});
}

} // namespace vsq
