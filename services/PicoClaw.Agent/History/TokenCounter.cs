using System.Collections.Concurrent;
using Microsoft.ML.Tokenizers;

namespace PicoClaw.Agent.History;

/// <summary>Tells how many tokens a text has for a model: counted where the model's encoding is known, else estimated.</summary>
internal sealed class TokenCounter
{
    // The roles and separators around a message.
    private const int PerMessage = 4;
    private const int CharactersPerMessage = 12;

    // The time that a tokenizer takes grows with the square of the longest text without a blank.
    private const int PieceLength = 500;
    private const int MaxPieces = 8;

    private readonly ConcurrentDictionary<string, Tokenizer?> _tokenizers = new(StringComparer.Ordinal);

    /// <param name="model">As configured, <c>provider/model</c> or the model alone; null when there is none.</param>
    /// <param name="text">One message.</param>
    public long Count(string? model, string text) => TokenizerOf(model) is { } tokenizer ? Count(tokenizer, text) + PerMessage : Estimate(text);

    public long Count(string? model, HistoryEntry entry) => entry.Tokens is { } kept && kept.Model == model ? kept.Tokens : Count(model, entry.Text);

    /// <summary>The entry with its count; unchanged where it has one or where an estimate will do.</summary>
    public HistoryEntry Counted(string? model, HistoryEntry entry) => model is null || entry.Tokens?.Model == model || TokenizerOf(model) is null
        ? entry
        : entry with { Tokens = new TokenCount(model, Count(model, entry.Text)) };

    public static long Estimate(string text) => (text.Length + CharactersPerMessage) * 2L / 5;

    // A long text is estimated from pieces spread over all of it.
    private static long Count(Tokenizer tokenizer, string text)
    {
        var pieces = (text.Length + PieceLength - 1) / PieceLength;
        if (pieces <= MaxPieces)
        {
            return Enumerable.Range(0, pieces).Select(piece => piece * PieceLength)
                .Sum(start => (long)tokenizer.CountTokens(text.AsSpan(start, Math.Min(PieceLength, text.Length - start))));
        }

        var between = (text.Length - PieceLength) / (MaxPieces - 1);
        var tokens = Enumerable.Range(0, MaxPieces).Sum(piece => (long)tokenizer.CountTokens(text.AsSpan(piece * between, PieceLength)));
        return tokens * text.Length / (MaxPieces * PieceLength);
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
            // Not a model of OpenAI's, or one whose encoding does not ship with this program.
            return null;
        }
    }
}
