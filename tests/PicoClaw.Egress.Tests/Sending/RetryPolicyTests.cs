using Microsoft.Extensions.Options;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Sending;

namespace PicoClaw.Egress.Tests.Sending;

public sealed class RetryPolicyTests
{
    [Fact]
    public void Consequence_OnlyWhatIsSentAgain_IsSaidToBe()
    {
        RetryPolicy.Consequence(RowChange.Unknown(TimeSpan.Zero, "x")).ShouldStartWith("It is sent once more");
        RetryPolicy.Consequence(RowChange.Failed("x")).ShouldStartWith("It is given up");
    }

    [Theory]
    [InlineData("Retry", "It is sent once more")]
    [InlineData("AtMostOnce", "It is given up")]
    public void ConsequenceOfLoss_ByPolicy_SaysWhatFollows(string policy, string expected) =>
        new RetryPolicy(Options.Create(new DeliveryOptions { UnknownOutcome = Enum.Parse<UnknownOutcomePolicy>(policy) })).ConsequenceOfLoss
            .ShouldStartWith(expected);
}
