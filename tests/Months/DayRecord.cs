using PicoClaw.Egress.Cards.Planning;

namespace PicoClaw.Tests.Months;

/// <summary>What became of a day's questions.</summary>
internal sealed class DayRecord(DateTimeOffset day)
{
    private readonly Dictionary<CardStyle, int> _styles = [];
    private CardStyle? _last;

    public DateTimeOffset Day => day;

    /// <summary>Calls of the month at its end.</summary>
    public long Used { get; set; }

    /// <summary>Calls of the month that its plan allowed.</summary>
    public long Planned { get; set; }

    public int Calls { get; set; }

    /// <summary>Replies for which no call was left, and that no webhook could bring.</summary>
    public int Failed { get; set; }

    /// <summary>How often a reply had another form than the one before.</summary>
    public int Changes { get; private set; }

    public int Of(CardStyle style) => _styles.GetValueOrDefault(style);

    public void Show(CardStyle style)
    {
        _styles[style] = Of(style) + 1;
        Changes += _last is { } last && last != style ? 1 : 0;
        _last = style;
    }

    public override string ToString() =>
        $"| {Day:MM-dd ddd} | {Of(CardStyle.Streaming),5} | {Of(CardStyle.Sparse),5} | {Of(CardStyle.TwoCalls),5} | {Of(CardStyle.Plain),5} | {Calls,5} | {Used,5} | "
        + $"{Planned,5} | {Failed,5} |";
}
