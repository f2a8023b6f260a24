// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/filekind.h"

#include "core/base/error.h"
#include "core/base/file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <system_error>
#include <utility>

namespace vsq {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLookedAt = std::size_t{1} << 20;

/// Kinds that a few bytes at a fixed place tell.
struct Magic {
    std::size_t offset;
    std::string_view bytes;
    FileType type;
    const char *what;
    const char *remedy;
};

constexpr std::array kMagics{
    Magic{0, "version https://git-lfs"sv, FileType::LfsPointer, "a Git LFS pointer", "git lfs pull fetches the file itself"},
    Magic{0, "GGUF"sv, FileType::Other, "a GGUF file of llama.cpp",
          "take the original weights (.safetensors) or an ONNX export of them"},
    Magic{0, "tjgg"sv, FileType::Other, "a GGML file of llama.cpp",
          "take the original weights (.safetensors) or an ONNX export of them"},
    Magic{4, "TFL3"sv, FileType::Other, "a TensorFlow Lite model",
          "convert it to ONNX: python -m tf2onnx.convert --tflite FILE --output FILE.onnx"},
    Magic{4, "ET12"sv, FileType::Other, "a model in ExecuTorch's format (.pte)",
          "export the PyTorch network to ONNX (torch.onnx.export)"},
    Magic{0, "ptrt"sv, FileType::Other, "an engine of TensorRT", "take the ONNX file it was made from"},
    Magic{0, "ftrt"sv, FileType::Other, "an engine of TensorRT", "take the ONNX file it was made from"},
    Magic{4, "ORTM"sv, FileType::Other, "a model in ONNX Runtime's own format (.ort)", "take the .onnx file it was made from"},
    Magic{0, "\x89HDF\r\n\x1a\n"sv, FileType::Other, "an HDF5 file, as Keras writes",
          "convert it to ONNX: tf2onnx, or model.export(format=\"onnx\") of Keras 3"},
    Magic{0, "\x93NUMPY"sv, FileType::NumpyArray, "a NumPy array (.npy)", ""},
    Magic{0, "\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19"sv, FileType::PyTorch, "a PyTorch checkpoint",
          "export it to ONNX (torch.onnx.export) or save its weights as safetensors"},
    Magic{0, "\x08\x01\x12"sv, FileType::Other, "a TensorFlow SavedModel",
          "convert its folder to ONNX: python -m tf2onnx.convert --saved-model FOLDER --output FILE.onnx"},
    Magic{0, "\x89PNG\r\n\x1a\n"sv, FileType::Image, "a PNG image", ""},
    Magic{0, "\xff\xd8\xff"sv, FileType::Image, "a JPEG image", ""},
    Magic{0, "GIF8"sv, FileType::Other, "a GIF image", "save it as PNG or JPEG"},
    Magic{8, "WEBP"sv, FileType::Other, "a WebP image", "save it as PNG or JPEG"},
    Magic{0, "II*\0"sv, FileType::Other, "a TIFF image", "save it as PNG or JPEG"},
    Magic{0, "MM\0*"sv, FileType::Other, "a TIFF image", "save it as PNG or JPEG"},
    Magic{4, "ftyp"sv, FileType::Other, "a HEIF, AVIF or MP4 file", "save images as PNG or JPEG"},
    Magic{0, "%PDF"sv, FileType::Other, "a PDF document", ""},
    Magic{0, "\x1f\x8b"sv, FileType::Other, "a gzip archive", "unpack it"},
    Magic{0,
          "\xfd"
          "7zXZ"sv,
          FileType::Other, "an xz archive", "unpack it"},
    Magic{0, "\x28\xb5\x2f\xfd"sv, FileType::Other, "a Zstandard archive", "unpack it"},
    Magic{0, "BZh"sv, FileType::Other, "a bzip2 archive", "unpack it"},
    Magic{0, "7z\xbc\xaf"sv, FileType::Other, "a 7-Zip archive", "unpack it"},
    Magic{257, "ustar"sv, FileType::Other, "a tar archive", "unpack it"},
    Magic{0, "SQLite format 3"sv, FileType::Other, "an SQLite database, as studies are", ""},
    Magic{0, "PAR1"sv, FileType::Other, "a Parquet table", "write it as .csv"},
    Magic{0, "ARROW1"sv, FileType::Other, "an Arrow table", "write it as .csv"},
    Magic{0,
          "\x7f"
          "ELF"sv,
          FileType::Other, "a program", ""},
    Magic{0, "\xff\xfe"sv, FileType::Other, "text in UTF-16", "save it as UTF-8"},
    Magic{0, "\xfe\xff"sv, FileType::Other, "text in UTF-16", "save it as UTF-8"},
};

bool has(std::string_view bytes, std::string_view part)
{
    return bytes.find(part) != std::string_view::npos;
}

FileKind archive(std::string_view bytes)
{
    const char *torch = "export it to ONNX (torch.onnx.export) or save its weights as safetensors";
    if (has(bytes, "/constants.pkl") || has(bytes, "/code/__torch__")) {
        return {FileType::PyTorch, "a TorchScript file of PyTorch", torch};
    }
    if (has(bytes, "data.pkl")) {
        return {FileType::PyTorch, "a PyTorch checkpoint", torch};
    }
    if (has(bytes, "model.weights.h5")) {
        return {FileType::Other, "a Keras model", "export it to ONNX: model.export(format=\"onnx\")"};
    }
    if (has(bytes, "[Content_Types].xml")) {
        return {FileType::Other, "an Office document", "save tables as .csv"};
    }
    if (has(bytes, ".npy")) {
        return {FileType::NumpyArchive, "a NumPy archive (.npz)", {}};
    }
    for (const auto &[name, what] :
         {std::pair(".onnx"sv, "a zip archive with an ONNX model"), std::pair(".safetensors"sv, "a zip archive with safetensors"),
          std::pair("saved_model.pb"sv, "a zip archive with a TensorFlow SavedModel"),
          std::pair(".mlmodel"sv, "a zip archive with a Core ML model"),
          std::pair(".tflite"sv, "a zip archive with a TensorFlow Lite model")}) {
        if (has(bytes, name)) {
            return {FileType::Other, what, "unpack it"};
        }
    }
    return {FileType::Other, "a zip archive", "unpack it"};
}

/// What a field of a protobuf message holds that stands at the beginning of the bytes: empty where none of that number does.
std::string_view firstField(std::string_view bytes, unsigned number)
{
    if (bytes.empty() || static_cast<unsigned char>(bytes[0]) != (number << 3U | 2U)) {
        return {};
    }
    std::size_t size = 0;
    std::size_t at = 1;
    for (unsigned shift = 0; at < bytes.size() && shift < 35; shift += 7) {
        const auto byte = static_cast<unsigned char>(bytes[at++]);
        size |= static_cast<std::size_t>(byte & 0x7fU) << shift;
        if ((byte & 0x80U) == 0) {
            return bytes.substr(at, size);
        }
    }
    return {};
}

/// What the first field of that number holds, behind whole numbers and messages of other numbers; empty where there is none.
std::string_view someField(std::string_view bytes, unsigned number)
{
    constexpr int kMost = 16;
    for (int i = 0; i < kMost && !bytes.empty(); ++i) {
        const auto tag = static_cast<unsigned char>(bytes[0]);
        const std::string_view message = firstField(bytes, tag >> 3U);
        if (!message.empty() && tag >> 3U == number) {
            return message;
        }
        std::size_t next = message.empty() ? 1 : static_cast<std::size_t>(message.data() + message.size() - bytes.data());
        if (message.empty() && (tag & 7U) != 0) {
            return {};
        }
        while (message.empty() && next < bytes.size() && (static_cast<unsigned char>(bytes[next]) & 0x80U) != 0) {
            ++next;
        }
        bytes.remove_prefix(std::min(message.empty() ? next + 1 : next, bytes.size()));
    }
    return {};
}

/// A list of nodes, each with a name and an operator.
bool isTensorFlowGraph(std::string_view bytes)
{
    const std::string_view node = someField(bytes, 1);
    const std::string_view name = firstField(node, 1);
    const std::string_view op =
        name.empty() ? name : firstField(node.substr(static_cast<std::size_t>(name.data() + name.size() - node.data())), 2);
    return !op.empty() && std::all_of(op.begin(), op.end(), [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
}

/// Beside a checkpoint's values: a description, then the graph.
bool isTensorFlowMetaGraph(std::string_view bytes)
{
    return !firstField(bytes, 1).empty() && isTensorFlowGraph(someField(bytes, 2));
}

/// A version, then a description whose first field is a message: ONNX has a producer's name there.
bool isCoreMl(std::string_view bytes)
{
    if (bytes.size() < 3 || bytes[0] != 0x08 || bytes[1] < 1 || bytes[1] > 32) {
        return false;
    }
    const std::string_view description = firstField(bytes.substr(2), 2);
    return !firstField(firstField(description, 1), 1).empty();
}

std::string lower(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return std::tolower(c); });
    return result;
}

/// Without control characters, as far as it was looked at.
bool isText(std::string_view bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0x20U || c == '\n' || c == '\r' || c == '\t' || c == '\f';
    });
}

/// Whether the first two lines are cut into the same number of columns: sentences have commas too.
bool columnsBy(char separator, std::string_view text)
{
    const auto line = [&] {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const auto count = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), separator);
        text.remove_prefix(std::min(end + 1, text.size()));
        return count;
    };
    const auto first = line();
    return first > 0 && !text.empty() && line() == first;
}

FileKind textKind(std::string_view text)
{
    constexpr std::size_t kHead = 4096;
    const std::string_view head = text.substr(0, kHead);
    const std::string small = lower(head.substr(std::min(head.find_first_not_of(" \t\r\n\xEF\xBB\xBF"), head.size())));
    if (small.starts_with("<!doctype html") || small.starts_with("<html")) {
        return {FileType::WebPage, "a web page", "download the file itself: GitHub has it under raw, Hugging Face under resolve"};
    }
    if (small.starts_with("<?xml") || small.starts_with("<net ")) {
        return has(head, "<net ")
                   ? FileKind{FileType::Other, "a network in OpenVINO's format", "take the ONNX file it was made from"}
                   : FileKind{FileType::Other, "an XML file", {}};
    }
    if (has(small, "ir_version:") && (has(text, "opset_import") || has(text, "graph"))) {
        return {
            FileType::OnnxText, "ONNX in text format",
            "write it as protobuf: onnx.save(onnx.load(FILE, format=\"textproto\"), \"FILE.onnx\"), or onnx.parser.parse_model"};
    }
    if (small.starts_with("name:") && (has(small, "layer {") || has(small, "layers {"))) {
        return {FileType::Other, "a network of Caffe", "convert it to ONNX"};
    }
    if ((small.starts_with("node {") || small.starts_with("node{")) && has(small, "op:")) {
        return {FileType::Other, "a graph of TensorFlow in text format",
                "write it as protobuf and convert that to ONNX: tf2onnx"};
    }
    if (small.starts_with("saved_model_schema_version")) {
        return {FileType::Other, "a TensorFlow SavedModel in text format",
                "convert its folder to ONNX: python -m tf2onnx.convert --saved-model FOLDER --output FILE.onnx"};
    }
    if (small.starts_with("model_checkpoint_path:")) {
        return {FileType::Other, "the list of a folder of TensorFlow's checkpoints",
                "save the model and convert it to ONNX: tf2onnx"};
    }
    if (small.starts_with("7767517")) {
        return {FileType::Other, "a network of ncnn", "take the ONNX file it was made from"};
    }
    if (small.starts_with('{') && (has(text, "\"modelTopology\"") || has(text, "\"weightsManifest\""))) {
        return {FileType::Other, "a model of TensorFlow.js", "convert the model it was made from to ONNX: tf2onnx"};
    }
    if (small.starts_with('{') || small.starts_with('[')) {
        return has(text, "\"weight_map\"") ? FileKind{FileType::ShardIndex, "an index of weights in several files", {}}
                                           : FileKind{FileType::Text, "a JSON file", {}};
    }
    if (columnsBy('\t', head)) {
        return {FileType::Table, "a table with tabs", "tables are .csv, with commas"};
    }
    if (columnsBy(',', head)) {
        return {FileType::Table, "a table with commas", "name it .csv"};
    }
    if (columnsBy(';', head)) {
        return {FileType::Table, "a table with semicolons", "tables are .csv, with commas"};
    }
    return {FileType::Text, "a text", {}};
}

bool isSafetensors(std::string_view bytes)
{
    if (bytes.size() < 10 || bytes[8] != '{') {
        return false;
    }
    return bytes[4] == 0 && bytes[5] == 0 && bytes[6] == 0 && bytes[7] == 0; // a header of less than 4 GiB
}

/// The IR's version, then one of the next fields of ModelProto.
bool isOnnx(std::string_view bytes)
{
    constexpr std::string_view kNextTags = "\x12\x1a\x22\x28\x32\x3a\x42"sv;
    return bytes.size() > 3 && bytes[0] == 0x08 && bytes[1] >= 1 && bytes[1] <= 32
           && kNextTags.find(bytes[2]) != std::string_view::npos;
}

} // namespace

std::string FileKind::text() const
{
    return remedy.empty() ? what : what + " (" + remedy + ")";
}

FileKind kindOf(std::string_view bytes)
{
    if (bytes.empty()) {
        return {FileType::Empty, "an empty file", {}};
    }
    if (isCoreMl(bytes)) {
        return {FileType::Other, "a Core ML model", "export the network it was made from to ONNX"};
    }
    for (const Magic &magic : kMagics) {
        if (bytes.size() > magic.offset && bytes.substr(magic.offset).starts_with(magic.bytes)) {
            return {magic.type, magic.what, magic.remedy};
        }
    }
    if (bytes.starts_with("PK\x03\x04")) {
        return archive(bytes);
    }
    if (bytes.size() > 2 && bytes[0] == '\x80' && bytes[1] >= 2 && bytes[1] <= 5) {
        return has(bytes, "torch") ? FileKind{FileType::PyTorch, "a PyTorch checkpoint",
                                              "export it to ONNX (torch.onnx.export) or save its weights as safetensors"}
                                   : FileKind{FileType::Other, "a Python pickle", "save arrays as .npz"};
    }
    if (isSafetensors(bytes)) {
        return {FileType::Safetensors, "a safetensors file", "name it .safetensors"};
    }
    if (isTensorFlowGraph(bytes)) {
        return {
            FileType::Other, "a frozen graph of TensorFlow",
            "convert it to ONNX: python -m tf2onnx.convert --graphdef FILE --inputs NAME:0 --outputs NAME:0 --output FILE.onnx"};
    }
    if (isTensorFlowMetaGraph(bytes)) {
        return {
            FileType::Other, "the graph of a TensorFlow checkpoint",
            "convert it to ONNX: python -m tf2onnx.convert --checkpoint FILE --inputs NAME:0 --outputs NAME:0 --output FILE.onnx"};
    }
    if (isOnnx(bytes)) {
        return {FileType::Onnx, "an ONNX model", {}};
    }
    const std::string_view looked = bytes.substr(0, kLookedAt);
    if (isText(looked)) {
        return textKind(looked);
    }
    if (bytes.starts_with("BM")) {
        return {FileType::Other, "a BMP image", "save it as PNG or JPEG"};
    }
    return {FileType::Unknown, "another file type", {}};
}

FileKind kindOfFile(const std::string &path)
{
    try {
        const RegularFile file(path, "a file");
        std::string bytes(std::min(file.size(), kLookedAt), '\0');
        bytes.resize(file.read(0, bytes.size(), bytes.data()));
        if (bytes.starts_with("PK\x03\x04") && file.size() > bytes.size()) { // an archive's list of names stands at its end
            const std::size_t size = std::min(kLookedAt, file.size() - bytes.size());
            std::string end(size, '\0');
            end.resize(file.read(file.size() - size, size, end.data()));
            bytes += end;
        }
        FileKind kind = kindOf(bytes);
        std::error_code code;
        const std::filesystem::path given(path);
        if (kind.type == FileType::Unknown && given.extension() == ".bin"
            && std::filesystem::exists(std::filesystem::path(given).replace_extension(".xml"), code)) {
            return {FileType::Other, "the weights of a network in OpenVINO's format", "take the ONNX file it was made from"};
        }
        return kind;
    } catch (const Error &) {
        return {FileType::Unknown, "a file that cannot be read", {}};
    } catch (const std::system_error &) {
        return {FileType::Unknown, "a file that cannot be read", {}};
    }
}

FileKind kindOfFolder(const std::string &path)
{
    namespace fs = std::filesystem;
    const fs::path folder(path);
    std::error_code code;
    const auto has = [&](const char *name) { return fs::is_regular_file(folder / name, code); };
    if (has("saved_model.pb") || has("saved_model.pbtxt")) {
        return {FileType::Other, "a TensorFlow SavedModel",
                "convert its folder to ONNX: python -m tf2onnx.convert --saved-model FOLDER --output FILE.onnx"};
    }
    if (has("Manifest.json") && fs::is_directory(folder / "Data", code)) {
        return {FileType::Other, "a Core ML package", "export the network it was made from to ONNX"};
    }
    if (has("checkpoint")) {
        return {FileType::Other, "a folder of TensorFlow's checkpoints", "save the model and convert it to ONNX: tf2onnx"};
    }
    if (has("pytorch_model.bin") || has("pytorch_model.bin.index.json")) {
        return {FileType::PyTorch, "a folder with a PyTorch checkpoint",
                "export it to ONNX (torch.onnx.export) or save its weights as safetensors"};
    }
    return {FileType::Unknown, "a folder", {}};
}

} // namespace vsq
