namespace PicoClaw.Agent;

/// <summary>Masks secrets in texts that others wrote.</summary>
internal sealed class SecretMask(IEnumerable<string> secrets)
{
    // Masking a shorter value would spoil ordinary words.
    private const int MinLength = 6;

    private readonly string[] _secrets =
        [.. secrets.Where(secret => secret.Length >= MinLength).Distinct().OrderByDescending(secret => secret.Length)];

    public string Hide(string text) => _secrets.Aggregate(text, (hidden, secret) => hidden.Replace(secret, "***", StringComparison.Ordinal));
}
