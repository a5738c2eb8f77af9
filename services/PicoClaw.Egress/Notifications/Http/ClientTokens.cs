using System.Security.Cryptography;
using System.Text;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Egress.Notifications.Http;

/// <summary>Which client a bearer token belongs to.</summary>
internal sealed class ClientTokens(Live<NotificationOptions> options)
{
    private const string Scheme = "Bearer ";

    /// <summary>Null: none. Takes as long for a token that is nearly right as for any other.</summary>
    public string? Find(string? authorization)
    {
        if (authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim()));
        string? found = null;
        foreach (var (client, expected) in options.Value.Tokens)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(expected)))
            {
                found = client;
            }
        }

        return found;
    }
}
