// SPDX-License-Identifier: GPL-3.0-or-later
// Labelled items as training takes them: some of them at a time, images varied a little each time.
#pragma once

#include "core/base/random.h"
#include "core/data/dataset.h"
#include "core/train/recipe.h"

#include <span>
#include <vector>

namespace vsq {

class TrainingSet {
public:
    virtual ~TrainingSet() = default;
    [[nodiscard]] virtual std::int64_t size() const = 0;
    [[nodiscard]] virtual std::int64_t label(std::int64_t item) const = 0;
    /// One tensor for each input of the network. random: what varies them; null: as they are.
    [[nodiscard]] virtual std::vector<Tensor> batch(std::span<const std::size_t> items, Random *random) const = 0;
};

struct LabelledImages {
    Tensor images; ///< uint8 [count, height, width]
    Tensor labels; ///< uint8 [count]
};

/// float32 [items, 1, height, width] in [0, 1] (pixel / 255); varied as the recipe says.
class ImageSet final : public TrainingSet {
public:
    ImageSet(const LabelledImages &images, const Recipe &recipe) : m_images(images), m_recipe(recipe) {}

    [[nodiscard]] std::int64_t size() const override { return m_images.images.dim(0); }
    [[nodiscard]] std::int64_t label(std::int64_t item) const override
    {
        return m_images.labels.values<std::uint8_t>()[static_cast<std::size_t>(item)];
    }
    [[nodiscard]] std::vector<Tensor> batch(std::span<const std::size_t> items, Random *random) const override;

private:
    const LabelledImages &m_images;
    Recipe m_recipe;
};

/// The items of a data set as they are.
class ItemSet final : public TrainingSet {
public:
    explicit ItemSet(const Dataset &data) : m_data(data) {}

    [[nodiscard]] std::int64_t size() const override { return m_data.size(); }
    [[nodiscard]] std::int64_t label(std::int64_t item) const override { return m_data.labels[static_cast<std::size_t>(item)]; }
    [[nodiscard]] std::vector<Tensor> batch(std::span<const std::size_t> items, Random *random) const override;

private:
    const Dataset &m_data;
};

} // namespace vsq
