using System.Security.Cryptography;
using System.Text;

namespace PicoClaw.Hosting.Messaging;

/// <summary>The same parts always give the same id, so that a message sent twice is known as one.</summary>
public static class DeterministicId
{
    public static Guid From(params ReadOnlySpan<string> parts)
    {
        // Lengths before the parts: ("ab","c") and ("a","bc") must differ.
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part.Length).Append(':').Append(part);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
