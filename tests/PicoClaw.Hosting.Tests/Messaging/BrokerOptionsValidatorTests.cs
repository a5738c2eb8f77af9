using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Hosting.Tests.Messaging;

public sealed class BrokerOptionsValidatorTests
{
    [Theory]
    [InlineData("memory", true, null)]
    [InlineData("Memory", true, null)]
    [InlineData("amqp://user:secret@host:5672", false, null)]
    [InlineData("amqps://host/vhost", false, null)]
    [InlineData("memory", false, "picoclaw gateway")]
    [InlineData("", false, "PICOCLAW_BROKER")]
    [InlineData("http://user:secret@host", false, "amqp")]
    [InlineData("rabbit secret", false, "amqp")]
    public void Validate_Address_SaysWhatToDo(string address, bool allowMemory, string? problem)
    {
        var result = new BrokerOptionsValidator().Validate(null, new BrokerOptions { Address = address, AllowMemory = allowMemory });

        result.Succeeded.ShouldBe(problem is null);
        (result.FailureMessage ?? "").ShouldContain(problem ?? "");
        (result.FailureMessage ?? "").ShouldNotContain("secret");
    }
}
