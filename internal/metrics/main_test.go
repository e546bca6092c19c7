package metrics_test

import (
	"os"
	"testing"

	"estatehub/internal/store/mariadbtest"
)

func TestMain(m *testing.M) {
	code := m.Run()
	mariadbtest.Stop()
	os.Exit(code)
}
