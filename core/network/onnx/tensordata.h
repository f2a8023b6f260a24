// SPDX-License-Identifier: GPL-3.0-or-later
// Tensors whose elements lie in a mapped file: the model's own or one beside it.
#pragma once

#include "core/base/mappedfile.h"
#include "core/tensor/tensor.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace vsq {

/// A piece of a mapped file; it lies wholly inside.
struct StoredBytes {
    std::shared_ptr<const MappedFile> file;
    std::size_t offset = 0;
    std::size_t size = 0;
};

/// Looks at the piece where its address suits the type, else copies it. Throws Error when the size is not what type and
/// shape say.
Tensor tensorIn(const StoredBytes &bytes, DType type, const Shape &shape, const Place &place);

/// "data of float32 [3,4]: expected 48 bytes, found 40".
Error wrongDataSize(const Place &place, DType type, const Shape &shape, const std::string &unit, std::size_t expected,
                    std::size_t found);

/// The mapped files of one model, each once.
class MappedFiles {
public:
    /// external: a folder that external data may lie in besides the model's own; may be empty.
    explicit MappedFiles(std::string external = {}) : m_external(std::move(external)) {}

    [[nodiscard]] const std::string &external() const { return m_external; }
    std::shared_ptr<const MappedFile> open(const std::string &path);
    /// Those that were opened, by name.
    [[nodiscard]] std::vector<std::string> paths() const;

private:
    std::string m_external;
    std::map<std::string, std::shared_ptr<const MappedFile>> m_files;
};

} // namespace vsq
