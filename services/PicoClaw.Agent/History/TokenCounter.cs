using System.Collections.Concurrent;
using Microsoft.ML.Tokenizers;

namespace PicoClaw.Agent.Conversations;

/// <summary>How many tokens a model sees in a text: counted where the model's encoding is known, else estimated.</summary>
internal sealed class TokenCounter
{
    // The roles and separators around a message.
    private const int PerMessage = 4;
    private const int CharactersPerMessage = 12;

    // A tokenizer takes time that grows with the square of what has no blank in it.
    private const int LongestPiece = 500;
    private const int MostPieces = 8;

    private readonly ConcurrentDictionary<string, Tokenizer?> _tokenizers = new(StringComparer.Ordinal);

    /// <param name="model">As configured, <c>provider/model</c> or the model alone; null when there is none.</param>
    /// <param name="text">One message.</param>
    public long Count(string? model, string text) => TokenizerOf(model) is { } tokenizer ? Count(tokenizer, text) + PerMessage : Estimate(text);

    public long Count(string? model, HistoryEntry entry) => entry.Tokens is { } kept && kept.Model == model ? kept.Tokens : Count(model, entry.Text);

    /// <summary>The entry with its count; as it is where counting costs nothing or was done.</summary>
    public HistoryEntry Counted(string? model, HistoryEntry entry) => model is null || entry.Tokens?.Model == model || TokenizerOf(model) is null
        ? entry
        : entry with { Tokens = new TokenCount(model, Count(model, entry.Text)) };

    public static long Estimate(string text) => (text.Length + CharactersPerMessage) * 2L / 5;

    // A long text is judged by pieces from all over it.
    private static long Count(Tokenizer tokenizer, string text)
    {
        var pieces = (text.Length + LongestPiece - 1) / LongestPiece;
        if (pieces <= MostPieces)
        {
            return Enumerable.Range(0, pieces).Sum(piece => (long)tokenizer.CountTokens(text.AsSpan(piece * LongestPiece, Math.Min(LongestPiece, text.Length - (piece * LongestPiece)))));
        }

        var between = (text.Length - LongestPiece) / (MostPieces - 1);
        var tokens = Enumerable.Range(0, MostPieces).Sum(piece => (long)tokenizer.CountTokens(text.AsSpan(piece * between, LongestPiece)));
        return tokens * text.Length / (MostPieces * LongestPiece);
    }

    private Tokenizer? TokenizerOf(string? model) => model is null ? null : _tokenizers.GetOrAdd(model[(model.LastIndexOf('/') + 1)..], Find);

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
