using Microsoft.Extensions.Configuration;
using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests;

public sealed class ServerPasswordsTests
{
    [Theory]
    [InlineData("PicoClaw:Broker", "amqp://app@rabbit:5672/v")]
    [InlineData("ConnectionStrings:messaging", "amqp://app@rabbit:5672/v")]
    public void Apply_BrokerPassword_IsWrittenIntoTheAddressPercentEncoded(string key, string address)
    {
        var configuration = Apply((key, address), ("PicoClaw:BrokerPassword", "p@ss/w:rd 1"));

        configuration["PicoClaw:Broker"].ShouldBe("amqp://app:p%40ss%2Fw%3Ard%201@rabbit:5672/v");
    }

    [Theory]
    [InlineData("postgres://app@db/picoclaw?sslmode=require", "postgres://app:p%40ss%3Bw%3Dd@db/picoclaw?sslmode=require")]
    [InlineData("Host=db;Username=app", "host=db;username=app;Password=\"p@ss;w=d\"")]
    public void Apply_StorePassword_IsWrittenIntoAddressOrConnectionString(string store, string expected) =>
        Apply(("Store:Postgres", store), ("Store:Password", "p@ss;w=d"))["Store:Postgres"].ShouldBe(expected);

    [Theory]
    [InlineData("memory")]
    [InlineData(null)]
    public void Apply_BrokerWithoutAddress_StaysAsItIs(string? broker) =>
        Apply(("PicoClaw:Broker", broker), ("PicoClaw:BrokerPassword", "S3cret"))["PicoClaw:Broker"].ShouldBe(broker);

    [Theory]
    [InlineData("amqp://app:S3cret@rabbit", "broker_password is set, and broker holds a password as well. Remove one of the two.")]
    [InlineData("amqp://rabbit:5672", "broker_password is set, and broker names no user. Write the user before the host: amqp://user@host.")]
    public void Apply_BrokerPasswordThatFitsNothing_SaysWhatToDo(string broker, string expected) =>
        Should.Throw<ConfigException>(() => Apply(("PicoClaw:Broker", broker), ("PicoClaw:BrokerPassword", "S3cret"))).Message.ShouldBe(expected);

    [Theory]
    [InlineData("postgres://app:S3cret@db/picoclaw")]
    [InlineData("Host=db;PASSWORD=S3cret")]
    [InlineData("Host=db;pwd=S3cret")]
    public void Apply_StoreWithTwoPasswords_SaysWhatToDo(string store) =>
        Should.Throw<ConfigException>(() => Apply(("Store:Postgres", store), ("Store:Password", "S3cret"))).Message
            .ShouldBe("store_password is set, and store holds a password as well. Remove one of the two.");

    [Fact]
    public void Load_PasswordsInFiles_AreReadWithWhateverTheyHold()
    {
        using var folder = new ConfigFolder();
        folder.Write("broker", "correct horse ***\n");
        folder.Write("store", "ü(1)\n");
        folder.With("PICOCLAW_BROKER_PASSWORD", $"file://{folder.PathOf("broker")}").With(
            "PICOCLAW_STORE_PASSWORD", $"file://{folder.PathOf("store")}");

        var configuration = folder.Load();

        (configuration["PicoClaw:BrokerPassword"], configuration["Store:Password"]).ShouldBe(("correct horse ***", "ü(1)"));
    }

    [Fact]
    public void Load_PasswordFileIsMissing_NamesVariableAndFile()
    {
        using var folder = new ConfigFolder();
        folder.With("PICOCLAW_BROKER_PASSWORD", "file:///nowhere/rabbitmq_password");

        folder.Error().ShouldStartWith("environment variable PICOCLAW_BROKER_PASSWORD: is read from the file /nowhere/rabbitmq_password, which ");
    }

    private static IConfiguration Apply(params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value))
            .Build();
        ServerPasswords.Apply(configuration);
        return configuration;
    }
}
