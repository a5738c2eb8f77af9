using Microsoft.Extensions.Configuration;
using PicoClaw.Configuration;
using PicoClaw.Hosting.Telemetry;

namespace PicoClaw.Hosting.Tests.Telemetry;

public sealed class OtelSettingsTests
{
    [Fact]
    public void Apply_ConfigAlone_BecomesTheVariables()
    {
        var settings = Settings(
            ("Telemetry:OtlpEndpoint", "http://collector:4318"), ("Telemetry:OtlpProtocol", "http/protobuf"), ("Telemetry:TraceRatio", "0.25"));

        OtelSettings.Apply(settings);

        settings["OTEL_EXPORTER_OTLP_ENDPOINT"].ShouldBe("http://collector:4318");
        settings["OTEL_EXPORTER_OTLP_PROTOCOL"].ShouldBe("http/protobuf");
        (settings["OTEL_TRACES_SAMPLER"], settings["OTEL_TRACES_SAMPLER_ARG"]).ShouldBe(("parentbased_traceidratio", "0.25"));
        OtelSettings.Exports(settings).ShouldBeTrue();
    }

    [Fact]
    public void Apply_VariablesToo_TheyWin()
    {
        var settings = Settings(
            ("Telemetry:OtlpEndpoint", "http://collector:4318"),
            ("Telemetry:TraceRatio", "0.25"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://other:4317"),
            ("OTEL_TRACES_SAMPLER", "always_on"));

        OtelSettings.Apply(settings);

        (settings["OTEL_EXPORTER_OTLP_ENDPOINT"], settings["OTEL_TRACES_SAMPLER"], settings["OTEL_TRACES_SAMPLER_ARG"])
            .ShouldBe(("http://other:4317", "always_on", null));
    }

    [Fact]
    public void Exports_NothingSaid_IsFalse() => OtelSettings.Exports(Settings()).ShouldBeFalse();

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "/v1/traces")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    public void Check_ValueThatTheExporterWouldPassOver_NamesTheVariableAndWhatToWrite(string name, string value)
    {
        var message = Should.Throw<ConfigException>(() => OtelSettings.Check(Settings((name, value)))).Message;

        message.ShouldStartWith($"{name} is \"{value}\"");
        message.ShouldContain("Write ");
    }

    private static IConfigurationRoot Settings(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
}
