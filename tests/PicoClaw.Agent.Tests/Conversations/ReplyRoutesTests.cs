using System.Globalization;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Conversations;

public sealed class ReplyRoutesTests
{
    // Minutes until each route expires; empty: it does not say.
    [Theory]
    [InlineData(new[] { "90", "90" }, 1)]
    [InlineData(new[] { "90", "30" }, 1)]
    [InlineData(new[] { "90", "-1" }, 0)]
    [InlineData(new[] { "90", "0" }, 0)]
    [InlineData(new[] { "90", "" }, 0)]
    [InlineData(new[] { "", "-1" }, 0)]
    [InlineData(new[] { "", "" }, 1)]
    [InlineData(new[] { "-9", "-1" }, 1)]
    public void Choose_Routes_TheNewestKnownToBeOpenElseTheNewestThatMayBe(string[] minutes, int chosen)
    {
        var messages = minutes.Select((end, index) => Said.Direct($"{index}", second: index) with
        {
            ReplyRoute = new()
            {
                Address = $"{index}",
                ExpiresAt = end.Length == 0 ? null : Said.Noon.AddMinutes(int.Parse(end, CultureInfo.InvariantCulture)),
            },
        });

        ReplyRoutes.Choose([.. messages], Said.Noon).Address.ShouldBe($"{chosen}");
    }
}
