// swift-tools-version: 6.1
import PackageDescription

// Arrows point down only: what is listed later may know what is listed earlier, never the other way round.
let package = Package(
    name: "chiso",
    products: [.executable(name: "chiso", targets: ["chiso"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // The domain's nouns and the reading of text.
        .target(name: "Observation"),
        .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "Article", dependencies: ["CXML2", "Observation"]),
        .target(name: "Vietnamese", dependencies: ["Observation"]),
        .target(name: "Catalogue", dependencies: ["Observation"], resources: [.copy("Resources")]),
        .target(
            name: "Extraction", dependencies: ["Article", "Catalogue", "Observation", "Vietnamese"],
            resources: [.copy("Resources")]),
        .target(
            name: "Events",
            dependencies: ["Article", "Catalogue", "Observation", .product(name: "Crypto", package: "swift-crypto")]),

        // Kafka, through librdkafka; no domain module.
        .systemLibrary(name: "CRdKafka", pkgConfig: "rdkafka", providers: [.apt(["librdkafka-dev"])]),
        .target(
            name: "Kafka", dependencies: ["CRdKafka"],
            // Records lend librdkafka's memory out as spans that cannot outlive their batch.
            swiftSettings: [.enableExperimentalFeature("Lifetimes")]),

        // The worker and what stands around it.
        .target(
            name: "Pipeline", dependencies: ["Article", "Catalogue", "Events", "Extraction", "Kafka", "Observation"]),
        .target(
            name: "Service",
            dependencies: [
                "Kafka", .product(name: "Logging", package: "swift-log"), .product(name: "Yams", package: "Yams"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        .executableTarget(
            name: "chiso",
            dependencies: [
                "Article", "Catalogue", "Events", "Extraction", "Kafka", "Pipeline", "Service",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            resources: [.copy("Samples")]),

        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(name: "ObservationTests", dependencies: ["Observation", "TestSupport"]),
        .testTarget(name: "ArticleTests", dependencies: ["Article", "Observation", "TestSupport"]),
        .testTarget(name: "VietnameseTests", dependencies: ["Observation", "TestSupport", "Vietnamese"]),
        .testTarget(name: "CatalogueTests", dependencies: ["Catalogue", "Observation", "TestSupport"]),
        .testTarget(
            name: "ExtractionTests",
            dependencies: ["Article", "Catalogue", "Extraction", "Observation", "TestSupport", "Vietnamese"]),
        .testTarget(
            name: "EventsTests", dependencies: ["Article", "Catalogue", "Events", "Observation", "TestSupport"]),
        .testTarget(name: "KafkaTests", dependencies: ["Kafka", "TestSupport"]),
        .testTarget(
            name: "PipelineTests",
            dependencies: [
                "Article", "Catalogue", "Events", "Extraction", "Kafka", "Observation", "Pipeline", "TestSupport",
            ]),
        .testTarget(name: "ServiceTests", dependencies: ["Kafka", "Service"]),
        // Runs the built binary, so it must wait for it.
        .testTarget(name: "ChisoTests", dependencies: ["Article", "Events", "Kafka", "Pipeline", "Service", "chiso"]),
        .testTarget(
            name: "ChaosTests",
            dependencies: [
                "Article", "CRdKafka", "Catalogue", "Events", "Extraction", "Kafka", "Pipeline", "Service",
                "TestSupport", "chiso",
            ]),
    ],
    swiftLanguageModes: [.v6]
)
