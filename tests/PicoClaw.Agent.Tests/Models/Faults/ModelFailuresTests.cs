using Microsoft.Extensions.Options;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Faults;

namespace PicoClaw.Agent.Tests.Models.Faults;

public sealed class ModelFailuresTests
{
    [Fact]
    public void Describe_ServiceRepeatsTheKey_TheKeyIsHidden()
    {
        var options = new ModelsOptions();
        options.Models.Add(new ModelEntry { ApiKeys = { "sk-very-secret", "" } });

        new ModelFailures(Options.Create(options)).Describe(new InvalidOperationException("Incorrect key: sk-very-secret."))
            .ShouldBe("Incorrect key: ***.");
    }
}
