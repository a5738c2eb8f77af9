namespace PicoClaw.Agent.Tests;

public sealed class SecretsInTests
{
    [Theory]
    [InlineData("https://u:p%2Fq@host/mcp?key=a%20b&x", new[] { "a%20b", "a b", "x", "u", "p%2Fq", "p/q" })]
    [InlineData("https://host/mcp", new string[0])]
    public void Address_QueryAndUser_AreSecretAsWrittenAndAsMeant(string address, string[] secrets) =>
        SecretsIn.Address(new Uri(address)).Where(text => text.Length > 0).Distinct().ShouldBe(secrets, ignoreOrder: true);

    [Fact]
    public void Json_NamedAsSecrets_AreFoundAtAnyDepth() =>
        SecretsIn.Json("""{"effort":"medium","max_tokens":"many","apiKey":"k1","auth":{"type":"t1","list":["t2",3]},"access_token":"t4"}""")
            .ShouldBe(["k1", "t1", "t2", "t4"]);

    [Fact]
    public void Header_WithAScheme_IsSecretAloneToo() => SecretsIn.Header("Bearer abc").ShouldBe(["Bearer abc", "abc"]);

    [Fact]
    public void Arguments_ValuesOfSecretOptions_AreFound() =>
        SecretsIn.Arguments(["server.js", "--api-key", "s1", "--token=s2", "--port", "80", "PASSWORD=s3"]).ShouldBe(["s1", "s2", "s3"]);
}
