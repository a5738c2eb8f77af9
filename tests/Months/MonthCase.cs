using PicoClaw.Egress.Cards.Planning;

namespace PicoClaw.Tests.Months;

/// <summary>A month to simulate.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="First">Its first day with the bot.</param>
internal sealed record MonthCase(string Name, DateOnly First)
{
    // 30 days, 22 of them working days; and 28 days, 20 of them.
    public static readonly IReadOnlyList<MonthCase> All =
    [
        new("auto", new DateOnly(2026, 6, 1)),
        new("auto, every second reply by the OpenAPI", new DateOnly(2026, 6, 1)) { ApiEvery = 2 },
        new("auto, from the 20th on", new DateOnly(2026, 6, 20)),
        new("auto, February", new DateOnly(2027, 2, 1)),
        new("auto, other apps use up the organization's calls on the 15th", new DateOnly(2026, 6, 1)) { GoneOn = 15 },
        new("auto, 40 questions a day", new DateOnly(2026, 6, 1)) { Questions = 40 },
        new("always", new DateOnly(2026, 6, 1)) { Mode = CardsMode.Always },
    ];

    public CardsMode Mode { get; init; } = CardsMode.Auto;

    /// <summary>The webhook of each such question has closed when its answer comes; 0: of none.</summary>
    public int ApiEvery { get; init; }

    /// <summary>From this day of the month on the platform refuses every API call; 0: never.</summary>
    public int GoneOn { get; init; }

    /// <summary>On a working day, from 9 to 18 o'clock.</summary>
    public int Questions { get; init; } = 150;

    public int Limit { get; init; } = 5000;
}
