// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/train/training.h"

#include "core/base/atomicfile.h"
#include "core/base/csvrows.h"
#include "core/base/file.h"
#include "core/data/dataset.h"
#include "core/data/vocabulary.h"
#include "core/data/wordpiece.h"
#include "core/network/onnx/onnxreader.h"
#include "core/network/onnx/onnxwriter.h"
#include "core/tensor/idx.h"
#include "core/train/recipe.h"
#include "core/train/trainer.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace vsq::cli {

namespace {

/// Plain or compressed.
Tensor readPart(const std::string &folder, const std::string &name)
{
    std::filesystem::path path = std::filesystem::path(folder) / name;
    if (!std::filesystem::exists(path)) {
        path += ".gz";
    }
    return readIdx(path.string());
}

LabelledImages readSet(const std::string &folder, const std::string &prefix)
{
    LabelledImages set{.images = readPart(folder, prefix + "-images-idx3-ubyte"),
                       .labels = readPart(folder, prefix + "-labels-idx1-ubyte")};
    if (set.images.rank() != 3 || set.labels.rank() != 1 || set.images.dim(0) != set.labels.dim(0)
        || set.images.dtype() != DType::UInt8 || set.labels.dtype() != DType::UInt8) {
        throw Error({.file = folder, .item = prefix + "-*"}, "data set", "uint8 images [n,height,width] and labels [n]",
                    toString(set.images.shape()) + " and " + toString(set.labels.shape()));
    }
    return set;
}

/// What the network and a batch need; libtorch's own words about shapes help nobody.
void checkSet(const LabelledImages &set, const Graph &graph, std::int64_t least, const std::string &folder,
              const std::string &prefix)
{
    const Shape &wanted = graph.inputs.front().shape;
    if (set.images.dim(1) != wanted[2] || set.images.dim(2) != wanted[3]) {
        throw Error({.file = folder, .item = prefix + "-images"}, "size of the images",
                    fmt::format("{} x {}", wanted[2], wanted[3]), fmt::format("{} x {}", set.images.dim(1), set.images.dim(2)));
    }
    if (set.images.dim(0) < least) {
        throw Error({.file = folder, .item = prefix + "-images"}, "number of images", fmt::format("at least {}", least),
                    std::to_string(set.images.dim(0)));
    }
    const std::int64_t classes = graph.outputs.front().shape.back();
    for (const std::uint8_t label : set.labels.values<std::uint8_t>()) {
        if (label >= classes) {
            throw Error({.file = folder, .item = prefix + "-labels"}, "label", fmt::format("0..{}", classes - 1),
                        std::to_string(label));
        }
    }
}

void runTraining(const Session &session, const TrainRequest &request, const Recipe &recipe, const Graph &network,
                 const TrainingSet &training, const TrainingSet &test)
{
    TrainingOptions options;
    options.seed = request.seed;
    options.threads = request.threads;
    std::int64_t kept = 0;
    options.keep = [&](const Graph &graph) {
        writeOnnx(graph, request.out);
        ++kept;
    };
    options.epochDone = [&](const EpochReport &report) {
        session.console.message(fmt::format("epoch {} of {}: loss {:.4f}, test accuracy {:.2f} %, {:.0f} s", report.epoch,
                                            recipe.epochs, report.loss, 100 * report.testAccuracy, report.seconds));
    };
    try {
        static_cast<void>(train(network, training, test, recipe, options, session.job())); // each epoch's was written
    } catch (const Cancelled &) {
        if (kept > 0) {
            session.console.message(fmt::format("{} has the network of epoch {} of {}", request.out, kept, recipe.epochs));
        }
        throw;
    }
}

/// Labels 0, 1, ... of a table of texts: the number of classes.
std::int64_t classesOf(const std::vector<CsvRow> &rows, const std::string &file)
{
    const std::vector<std::string> wanted{"text", "label"};
    if (rows.empty() || rows.front().fields != wanted) {
        throw Error({.file = file, .item = "line 1"}, "columns", "text,label", rows.empty() ? "none" : "others");
    }
    std::int64_t classes = 0;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        std::int64_t label = -1;
        if (rows[i].fields.size() == 2) {
            const std::string &text = rows[i].fields[1];
            std::from_chars(text.data(), text.data() + text.size(), label);
        }
        if (label < 0 || label > 9999) {
            throw Error({.file = file, .item = fmt::format("line {}", rows[i].line)}, "label", "a class, 0..9999", "another");
        }
        classes = std::max(classes, label + 1);
    }
    return classes;
}

struct TextTraining {
    Graph network;
    Dataset training;
    Dataset test;
};

/// The network and the texts; the vocabulary is made where there is none.
TextTraining readTexts(const Session &session, const TrainRequest &request)
{
    constexpr std::size_t kPieces = 4096;
    const std::filesystem::path folder(request.data);
    const std::string file = (folder / "train.csv").string();
    const std::vector<CsvRow> rows = csvRows(readFile(file, "a table of texts"), file);
    const std::int64_t classes = classesOf(rows, file);
    const std::string vocabulary = request.vocabulary.empty()
                                       ? (std::filesystem::path(request.out).parent_path() / "vocab.txt").string()
                                       : request.vocabulary;
    if (!std::filesystem::exists(vocabulary)) {
        std::vector<std::string> texts;
        for (std::size_t i = 1; i < rows.size(); ++i) {
            texts.push_back(rows[i].fields[0]);
        }
        const std::vector<std::string> pieces = makeVocabulary(texts, kPieces);
        writeFileAtomically(vocabulary, fmt::format("{}\n", fmt::join(pieces, "\n")));
        session.console.message(fmt::format("{} word pieces of {} texts to {}", pieces.size(), texts.size(), vocabulary));
    }
    TextTraining made;
    const WordPieceTokenizer tokenizer(vocabulary);
    made.network = request.from.empty() ? buildBert(textShape(tokenizer.size(), classes), request.seed) : readOnnx(request.from);
    DatasetOptions options;
    options.vocabulary = vocabulary;
    made.training = loadDataset(file, made.network, options);
    made.test = loadDataset((folder / "test.csv").string(), made.network, options);
    return made;
}

} // namespace

void trainNetwork(const Session &session, const TrainRequest &request)
{
    Recipe recipe = recipeFor(request.architecture);
    recipe.epochs = request.epochs > 0 ? request.epochs : recipe.epochs;
    recipe.learningRate = request.learningRate > 0 ? request.learningRate : recipe.learningRate;
    if (request.architecture == "bert") {
        const TextTraining texts = readTexts(session, request);
        runTraining(session, request, recipe, texts.network, ItemSet(texts.training), ItemSet(texts.test));
        return;
    }
    const Graph network = request.from.empty() ? buildArchitecture(request.architecture, request.seed) : readOnnx(request.from);
    const LabelledImages training = readSet(request.data, "train");
    const LabelledImages test = readSet(request.data, "t10k");
    checkSet(training, network, recipe.batch, request.data, "train");
    checkSet(test, network, 1, request.data, "t10k");
    runTraining(session, request, recipe, network, ImageSet(training, recipe), ImageSet(test, recipe));
}

} // namespace vsq::cli
