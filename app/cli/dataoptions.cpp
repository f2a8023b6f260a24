// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/dataoptions.h"

#include "app/cli/values.h"

#include <CLI/CLI.hpp>

namespace vsq::cli {

const char *const DataOptions::kHelp =
    "DATA is one of:\n"
    "  an .npz with x and y (for several inputs an array for each by name, and y); uint8 arrays are pixels and are\n"
    "  divided by 255; y holds classes, or real numbers for correlations;\n"
    "  a folder of IDX files as MNIST and Fashion-MNIST come;\n"
    "  a folder of PNG and JPEG images with one directory a class, in the order of their names. preprocess.json in it says\n"
    "  how an image becomes the network's input: {\"resize\": 256, \"crop\": 224, \"mean\": [..], \"std\": [..],\n"
    "  \"channels\": \"rgb\" or \"gray\"}; without it the shorter side is resized to the input's and cropped at the centre.\n"
    "  Items take turns, one of each class;\n"
    "  a .csv of texts whose first line is text,label or text_a,text_b,label, cut into BERT's word pieces by --vocab (default:\n"
    "  vocab.txt beside it; tokenizer_config.json beside that says whether letters keep their case).\n";

void DataOptions::declare(CLI::App &app)
{
    app.add_option("--data", m_path, "Labelled data")->required()->type_name("DATA");
    app.add_option("--limit", m_limit, "Only the first N items")->type_name("N");
    app.add_option("--vocab", m_options.vocabulary, "BERT's vocabulary for a table of texts")->type_name("vocab.txt");
}

void DataOptions::check()
{
    m_options.limit = m_limit.empty() ? 0 : integerOf("--limit", m_limit, 1, std::int64_t{1} << 40);
}

Dataset DataOptions::load(const Graph &graph, Console &console, bool realLabels) const
{
    DatasetOptions options = m_options;
    options.realLabels = realLabels;
    return load(m_path, graph, console, options);
}

Dataset DataOptions::loadTraining(const Graph &graph, Console &console) const
{
    DatasetOptions options = m_options;
    options.training = true;
    return load(m_path, graph, console, options);
}

Dataset DataOptions::loadOther(const std::string &path, const Graph &graph, Console &console) const
{
    DatasetOptions options;
    options.vocabulary = m_options.vocabulary;
    return load(path, graph, console, options);
}

Dataset DataOptions::load(const std::string &path, const Graph &graph, Console &console, const DatasetOptions &options)
{
    Dataset data = loadDataset(path, graph, options);
    for (const std::string &warning : data.warnings) {
        console.warning(warning);
    }
    return data;
}

} // namespace vsq::cli
