#include "secret.hpp"

#include <sodium.h>

#include <algorithm>
#include <bit>
#include <stdexcept>

namespace tertius::store {

namespace {

Bytes bytes_of(std::string_view text)
{
    return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

Bytes bytes_of(std::span<const std::uint64_t> content)
{
    return {reinterpret_cast<const unsigned char*>(content.data()), content.size_bytes()};
}

/// One of the keys that stand for the secret in one use each, so that hashes of one use tell nothing of another.
void derive(std::span<unsigned char> key, std::uint64_t use, std::span<const unsigned char> secret)
{
    crypto_kdf_derive_from_key(key.data(), key.size(), use, "tertius", secret.data());
}

std::uint64_t short_hash(Bytes input, const std::array<unsigned char, 16>& key)
{
    std::array<unsigned char, crypto_shorthash_BYTES> hash;
    crypto_shorthash(hash.data(), input.data(), input.size(), key.data());
    return std::bit_cast<std::uint64_t>(hash);
}

}  // namespace

static_assert(Secret::size == crypto_kdf_KEYBYTES);

Secret::Secret()
{
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be started");
    randombytes_buf(bytes_.data(), bytes_.size());
    derive_keys();
}

Secret::Secret(std::span<const unsigned char, size> bytes)
{
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be started");
    std::ranges::copy(bytes, bytes_.begin());
    derive_keys();
}

void Secret::derive_keys()
{
    derive(for_texts_, 1, bytes_);
    derive(for_seals_, 2, bytes_);
    derive(for_identities_, 3, bytes_);
    derive(for_erased_, 4, bytes_);
}

std::uint64_t Secret::hash(std::string_view text) const
{
    return short_hash(bytes_of(text), for_texts_);
}

std::int64_t Secret::seal(std::span<const std::uint64_t> content) const
{
    return static_cast<std::int64_t>(short_hash(bytes_of(content), for_seals_));
}

Identity Secret::identity(std::span<const std::uint64_t> content) const
{
    static_assert(sizeof(Identity) == crypto_shorthash_siphashx24_BYTES);
    Identity identity;
    const Bytes input = bytes_of(content);
    crypto_shorthash_siphashx24(identity.data(), input.data(), input.size(), for_identities_.data());
    return identity;
}

ErasedHash Secret::erased(std::string_view text) const
{
    ErasedHash hash;
    const Bytes input = bytes_of(text);
    crypto_generichash(hash.data(), hash.size(), input.data(), input.size(), for_erased_.data(), for_erased_.size());
    return hash;
}

}  // namespace tertius::store
