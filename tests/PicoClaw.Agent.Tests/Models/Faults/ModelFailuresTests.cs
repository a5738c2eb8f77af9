using Microsoft.Extensions.Options;
using PicoClaw.Agent.Models;

namespace PicoClaw.Agent.Tests.Models;

public sealed class ModelFailuresTests
{
    [Fact]
    public void Describe_ServiceRepeatsTheKey_TheKeyIsHidden()
    {
        var options = new AgentOptions();
        options.Models.Add(new ModelOptions { ApiKeys = { "sk-very-secret", "" } });

        new ModelFailures(Options.Create(options)).Describe(new InvalidOperationException("Incorrect key: sk-very-secret."))
            .ShouldBe("Incorrect key: ***.");
    }
}
