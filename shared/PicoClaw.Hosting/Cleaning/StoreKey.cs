using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace PicoClaw.Hosting.Cleaning;

/// <summary>Keys made of a platform's ids.</summary>
public static class StoreKey
{
    // PostgreSQL's index holds 2,704 bytes a key, and a character is 3 bytes at most.
    private const int Longest = 600;

    /// <summary>
    /// The key as it is, or a digest of a key that some store would refuse: with control characters, with half a surrogate pair, or too long.
    /// The same text always has the same key.
    /// </summary>
    public static string Of(string key) =>
        key.Length <= Longest && CleanText.IsClean(key)
            ? key
            : $"~{Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(key.AsSpan())))}";
}
