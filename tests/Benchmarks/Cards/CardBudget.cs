using PicoClaw.Tests.Months;

namespace Benchmarks.Cards;

/// <summary>Prints the months that the tests of the plan simulate.</summary>
internal static class CardBudget
{
    public static int Run()
    {
        foreach (var line in MonthCase.All.SelectMany(month => MonthTable.Of(month, SimulatedMonth.Run(month))))
        {
            Console.WriteLine(line);
        }

        return 0;
    }
}
