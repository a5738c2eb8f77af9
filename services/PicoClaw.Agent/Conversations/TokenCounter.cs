using System.Collections.Concurrent;
using Microsoft.ML.Tokenizers;

namespace PicoClaw.Agent.Conversations;

/// <summary>How many tokens a model sees in a text: counted where the model's encoding is known, else estimated.</summary>
internal sealed class TokenCounter
{
    // The roles and separators around a message.
    private const int PerMessage = 4;
    private const int CharactersPerMessage = 12;

    // Counting is not worth its time where the answer is "far too many" anyway.
    private const int LongestCounted = 200_000;

    private readonly ConcurrentDictionary<string, Tokenizer?> _tokenizers = new(StringComparer.Ordinal);

    /// <param name="model">As configured, <c>provider/model</c> or the model alone; null when there is none.</param>
    /// <param name="text">One message.</param>
    public long Count(string? model, string text)
    {
        var tokenizer = model is null || text.Length > LongestCounted ? null : _tokenizers.GetOrAdd(model[(model.LastIndexOf('/') + 1)..], Find);
        return tokenizer is null ? Estimate(text) : tokenizer.CountTokens(text) + PerMessage;
    }

    public static long Estimate(string text) => (text.Length + CharactersPerMessage) * 2L / 5;

    private static TiktokenTokenizer? Find(string model)
    {
        try
        {
            return TiktokenTokenizer.CreateForModel(model);
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException)
        {
            // Not one of OpenAI's, or one whose encoding is not part of this program.
            return null;
        }
    }
}
