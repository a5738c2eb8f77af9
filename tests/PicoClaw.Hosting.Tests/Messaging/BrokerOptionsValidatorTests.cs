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
    [InlineData("amqp://bot:p#secret@w{rd@127.0.0.1:5672", false, "%40")]
    [InlineData("amqp://bot:1/secret@host", false, "%2F")]
    [InlineData("amqp://bot:100%secret@host", false, "%25")]
    [InlineData("amqp://bot:1:secret@host", false, "%3A")]
    [InlineData("amqp://bot:p%23%40secret!$&*+=@host", false, null)]
    public void Validate_Address_SaysWhatToDo(string address, bool allowMemory, string? problem)
    {
        var result = new BrokerOptionsValidator().Validate(null, new BrokerOptions { Address = address, AllowMemory = allowMemory });

        result.Succeeded.ShouldBe(problem is null);
        (result.FailureMessage ?? "").ShouldContain(problem ?? "");
        (result.FailureMessage ?? "").ShouldNotContain("secret");
    }
}
