using Microsoft.Extensions.Configuration;
using PicoClaw.Hosting.Startup;

namespace PicoClaw.Hosting.Tests.Startup;

public sealed class StoreChoiceTests
{
    [Theory]
    [InlineData(null, null, null, "/home/store", null)]
    [InlineData(null, null, "Host=aspire", "/home/store", "Host=aspire")]
    [InlineData(null, null, "", "/home/store", null)]
    [InlineData("/folder", null, "Host=aspire", "/folder", null)]
    [InlineData(null, "Host=own", "Host=aspire", "/home/store", "Host=own")]
    public void ChooseStore_ConfigBeforeConnectionStringBeforeHome(
        string? folder, string? database, string? connection, string directory, string? postgres)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
            [
                new("PicoClaw:Home", "/home"), new("Store:Directory", folder),
                new("Store:Postgres", database), new("ConnectionStrings:store", connection),
            ])
            .Build();

        HostDefaults.ChooseStore(configuration);

        (configuration["Store:Directory"], configuration["Store:Postgres"]).ShouldBe((directory, postgres));
    }
}
